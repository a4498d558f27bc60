package io.taskledger.query.people;

import static io.taskledger.query.given.TaskInView.aTaskOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.query.given.Api;
import io.taskledger.query.given.EventStreamServer;
import io.taskledger.query.given.QuerySideTest;
import io.taskledger.query.given.Views;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@QuerySideTest
class PeopleTest {
  private final UUID anna = UUID.randomUUID();
  private final UUID ben = UUID.randomUUID();
  private final UUID zoe = UUID.randomUUID();

  /** Views.register makes the address of the name. */
  private final String zoesName = "zoe-" + zoe;

  private final EventStreamServer commandSide = EventStreamServer.started();
  private final Views views;
  private final Api api;

  @Autowired
  PeopleTest(Views views, Api api) {
    this.views = views;
    this.api = api;
    views.register(anna, "Anna");
    views.register(ben, "Ben Berg");
    views.register(zoe, zoesName);
  }

  private List<String> names(UUID caller, String q) {
    return api.get(caller, "/api/people" + (q.isEmpty() ? "" : "?q=" + q)).items("name");
  }

  @Test
  void twoWhoShareATaskKnowEachOtherAndNobodyElse() {
    views.add(aTaskOf(anna).assignedTo(ben));
    assertThat(names(anna, "")).containsExactly("Ben Berg");
    assertThat(names(ben, "")).containsExactly("Anna");
    assertThat(names(zoe, "")).isEmpty();
  }

  @Test
  void aPartOfTheNameFindsThoseOnly() {
    views.add(aTaskOf(anna).assignedTo(ben));
    assertThat(names(anna, "BERG")).containsExactly("Ben Berg");
    assertThat(names(anna, "zoe")).isEmpty();
    assertThat(names(anna, "%25")).isEmpty();
  }

  @Test
  void exactlyTheAddressFindsAStrangerWhoLetsOthersAssign() {
    String address = zoesName + "@example.org";
    assertThat(names(anna, address)).isEmpty();
    commandSide.letsAssign(zoe);
    assertThat(names(anna, address)).containsExactly(zoesName);
    assertThat(names(anna, address.substring(1))).isEmpty();
  }

  @Test
  void commandSideIsAskedWhetherThereIsSuchAnAccountOrNot() {
    int before = commandSide.askedForAssignments();
    names(anna, zoesName + "@example.org");
    names(anna, "nobody@example.org");
    assertThat(commandSide.askedForAssignments() - before).isEqualTo(2);
  }
}

package io.taskledger.query.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.events.notification.NotificationId;
import io.taskledger.events.notification.NotificationSent;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.user.UserId;
import io.taskledger.query.given.Api;
import io.taskledger.query.given.Positions;
import io.taskledger.query.given.QuerySideTest;
import io.taskledger.query.given.Views;
import io.taskledger.web.PositionTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@QuerySideTest
class NotificationsTest {
  private final UserId anna = new UserId(UUID.randomUUID());
  private final UserId bert = new UserId(UUID.randomUUID());
  private final Views views;
  private final Api api;

  @Autowired
  NotificationsTest(Views views, Api api) {
    this.views = views;
    this.api = api;
  }

  private UUID sent(UserId to, String subject, String status, String at) {
    var id = new NotificationId(UUID.randomUUID());
    views.append(
        new NotificationSent(id, to, "reminder", "email", subject, status),
        to.value(),
        1,
        at,
        null);
    return id.value();
  }

  private Api.Answer notifications(String query) {
    return api.get(anna.value(), "/api/notifications" + query);
  }

  @Test
  void aPersonSeesWhatWasSentToThemNewestFirst() {
    sent(anna, "older", "failed", "2026-03-01T10:00:00Z");
    UUID newer = sent(anna, "newer", "sent", "2026-03-02T10:00:00Z");
    sent(bert, "of another", "sent", "2026-03-03T10:00:00Z");
    views.append(
        new TaskRestored(anna, new TaskId(UUID.randomUUID())),
        anna.value(),
        1,
        "2026-03-04T10:00:00Z",
        anna.value());

    var answer = notifications("");

    assertThat(answer.items("status")).containsExactly("sent", "failed");
    assertThat(answer.json().path("items").path(0).toString())
        .isEqualTo(
            ("{\"notificationId\":\"%s\",\"type\":\"reminder\",\"channel\":\"email\","
                    + "\"subject\":\"newer\",\"status\":\"sent\",\"at\":\"2026-03-02T10:00:00Z\"}")
                .formatted(newer));
  }

  @Test
  void pagesAddUpToTheWholeListWhileOthersArrive() {
    for (int number = 1; number <= 7; number++) {
      // Threes at the same moment, so that pages end between equals.
      sent(anna, "no. " + number, "sent", "2026-03-0%dT10:00:00Z".formatted(1 + number / 3));
    }
    List<String> whole = notifications("").items("subject");
    var found = new ArrayList<String>();
    Optional<String> cursor = Optional.empty();
    do {
      var page = notifications("?limit=2" + cursor.map("&cursor="::concat).orElse(""));
      found.addAll(page.items("subject"));
      cursor = page.nextCursor();
      sent(anna, "new", "sent", "2026-04-01T10:00:00Z");
    } while (cursor.isPresent());

    assertThat(found).isEqualTo(whole).hasSize(7);
  }

  @Test
  void aReadWaitsForItsPosition() {
    UUID task = UUID.randomUUID();
    String position = Positions.of(task, 2);
    String[] headers = {PositionTokens.MIN_POSITION_HEADER, position, "Prefer", "wait=0"};

    assertThat(api.get(anna.value(), "/api/notifications", headers).code())
        .isEqualTo("view-behind");
    views.applied("audit-trail", task, 2);
    assertThat(api.get(anna.value(), "/api/notifications", headers).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"limit=0, limit", "cursor=x, cursor", "channel=email, channel", "asOf=2026, asOf"})
  void aParameterThatCannotBeAcceptedIsNamed(String query, String name) {
    assertThat(notifications("?" + query).wrong()).containsExactly(name);
  }
}

package io.taskledger.command.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.CommandSide.Answer;
import io.taskledger.command.testing.CommandSide.Person;
import io.taskledger.events.user.UserId;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nobody's list is filled by somebody whom they do not let, and everybody can leave. */
class AssignmentsTest {
  private final CommandSide service = CommandSide.running();
  private final Person anna = service.newcomer();
  private final Person ben = service.newcomer();

  @Test
  void anAssigneeIsSomebody() {
    Answer nobody = assign(anna, UUID.randomUUID());

    assertThat(nobody.status()).isEqualTo(400);
    assertThat(nobody.code()).isEqualTo("unknown-assignee");
    String task = anna.task("Unassigned");
    assertThat(anna.patch(task, assignee(UUID.randomUUID())).code()).isEqualTo("unknown-assignee");
    assertThat(anna.patch(task, assignee(anna.userId)).status()).isEqualTo(200);
  }

  @Test
  void anAssigneeMayLeaveAndNothingElse() {
    Person carla = service.newcomer();
    String task = assign(anna, ben.userId).header("Location");

    assertThat(ben.patch(task, assignee(carla.userId)).code()).isEqualTo("not-owner");
    assertThat(ben.patch(task, "{\"assigneeId\":null,\"title\":\"Bye\"}").status()).isEqualTo(200);
    assertThat(ben.patch(task, "{\"title\":\"Back\"}").code()).isEqualTo("task-not-found");
    assertThat(anna.patch(task, "{\"title\":\"Bye\"}").header("ETag"))
        .as("the title that Ben left it with")
        .isEqualTo("\"2\"");
  }

  @Test
  void whoWantsNoTasksOfOthersGetsNone() {
    prefer("nobody");

    Answer refused = assign(anna, ben.userId);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("assignment-refused");
    assertThat(assign(ben, ben.userId).status()).isEqualTo(201);
  }

  @Test
  void whoWantsTasksOfContactsGetsThemFromThoseOnly() {
    prefer("contacts");
    assertThat(assign(anna, ben.userId).code()).isEqualTo("assignment-refused");

    assign(ben, anna.userId);

    assertThat(assign(anna, ben.userId).status()).isEqualTo(201);
    assertThat(assign(service.newcomer(), ben.userId).code()).isEqualTo("assignment-refused");
  }

  private void prefer(String assignments) {
    String json = "{\"assignments\":\"%s\"}".formatted(assignments);
    Answer put = service.send("PUT", "/api/preferences", ben.accessToken, json);
    assertThat(put.status()).isEqualTo(200);
  }

  @Test
  void whoNeverWorkedOnATaskOfSomebodyHasAtMostAHundredOpenOnesOfThem() {
    Answer hundred = anna.post("/api/commands", assignments(100));
    assertThat(hundred.body().findValuesAsString("status")).containsOnly("201");

    Answer refused = assign(anna, ben.userId);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("assignment-refused");
    assertThat(assign(service.newcomer(), ben.userId).status()).isEqualTo(201);
  }

  @Test
  void closedTasksCountNoMoreAndWhoAcceptedGetsAsManyAsTheyLike() {
    Answer hundred = anna.post("/api/commands", assignments(100));
    String task = task(hundred, 0);
    anna.delete(task);
    assertThat(assign(anna, ben.userId).status()).isEqualTo(201);
    anna.post(task + "/restore", null);
    assertThat(assign(anna, ben.userId).code()).isEqualTo("assignment-refused");

    ben.patch(task, "{\"assigneeId\":null}");
    ben.patch(task(hundred, 1), "{\"assigneeId\":null}");
    assertThat(assign(anna, ben.userId).status()).as("two were given back").isEqualTo(201);
    assertThat(assign(anna, ben.userId).code())
        .as("which is no work")
        .isEqualTo("assignment-refused");
    ben.patch(task(hundred, 2), "{\"description\":\"on it\"}");

    assertThat(anna.post("/api/commands", assignments(50)).body().findValuesAsString("status"))
        .containsOnly("201");
  }

  @Test
  void contactsAreWhoWasAssignedATaskByAUserOrHadOneThatTheUserWorkedOn() {
    var contacts = service.bean(Contacts.class);
    UserId annaId = new UserId(anna.userId);
    UserId benId = new UserId(ben.userId);
    assertThat(contacts.knows(annaId, benId)).isFalse();

    String task = assign(anna, ben.userId).header("Location");
    assertThat(contacts.knows(annaId, benId)).isTrue();
    assertThat(contacts.knows(benId, annaId)).as("Ben was not asked").isFalse();

    ben.post(task + "/complete", null);
    assertThat(contacts.knows(benId, annaId)).isTrue();
  }

  private static Answer assign(Person owner, UUID assignee) {
    return owner.post("/api/tasks", "{\"title\":\"For you\",\"assigneeId\":\"" + assignee + "\"}");
  }

  private static String task(Answer batch, int index) {
    return "/api/tasks/" + batch.body().path(index).path("body").path("taskId").asString();
  }

  private static String assignee(UUID userId) {
    return "{\"assigneeId\":\"" + userId + "\"}";
  }

  private String assignments(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            n ->
                "{\"method\":\"POST\",\"path\":\"/api/tasks\",\"body\":{\"title\":\""
                    + n
                    + "\",\"assigneeId\":\""
                    + ben.userId
                    + "\"}}")
        .collect(Collectors.joining(",", "[", "]"));
  }
}

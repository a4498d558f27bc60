package io.taskledger.command.undo;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.CommandSide.Answer;
import io.taskledger.command.testing.CommandSide.Person;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any event of a task can be taken back, at any time. */
class UndoTest {
  private final CommandSide service = CommandSide.running();
  private final Person anna = service.newcomer();
  private final String task = anna.task("Plan the trip");

  @Test
  void anEditIsUndoneByItsPreviousValues() {
    anna.patch(task, "{\"title\":\"Plan the journey\",\"priority\":\"HIGH\"}");

    Answer undone = undo(2);

    assertThat(undone.status()).isEqualTo(200);
    assertThat(undone.header("ETag")).isEqualTo("\"3\"");
    assertThat(undone.body().path("changes").findValuesAsString("field"))
        .containsExactly("title", "priority");
    assertThat(undone.body().path("changes").path(0).path("from").asString())
        .isEqualTo("Plan the journey");
    assertThat(undone.body().path("changes").path(0).path("to").asString())
        .isEqualTo("Plan the trip");
    assertThat(payload(3))
        .contains("\"changes\":{\"title\":\"Plan the trip\",\"priority\":\"MEDIUM\"}");
  }

  @Test
  void whoUndidWhatIsKept() {
    anna.patch(task, "{\"title\":\"Other\"}");
    undo(2);

    assertThat(metaData(3))
        .containsEntry("undoes", event(2))
        .containsEntry("causationId", event(2))
        .containsEntry("actor", anna.userId.toString())
        .containsEntry("actorKind", "user");
  }

  @Test
  void aPreviewTellsAndChangesNothing() {
    anna.patch(task, "{\"title\":\"Other\"}");
    long before = service.head();

    Answer told = anna.post(task + "/history/" + event(2) + "/undo?preview=true", null);

    assertThat(told.status()).isEqualTo(200);
    assertThat(told.body().path("version").asInt()).isEqualTo(2);
    assertThat(told.body().path("changes").path(0).path("to").asString())
        .isEqualTo("Plan the trip");
    assertThat(service.head()).isEqualTo(before);
  }

  @Test
  void aLaterChangeOfTheSameFieldStandsInTheWayAndIsNamed() {
    anna.patch(task, "{\"title\":\"Second\"}");
    anna.patch(task, "{\"title\":\"Third\"}");

    Answer refused = undo(2);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("undo-conflict");
    assertThat(refused.body().path("detail").asString()).contains("'title'", event(3));
    var conflict = refused.body().path("conflicts").path(0);
    assertThat(conflict.path("field").asString()).isEqualTo("title");
    assertThat(conflict.path("by").path("eventId").asString()).isEqualTo(event(3));
    assertThat(conflict.path("by").path("version").asInt()).isEqualTo(3);
  }

  @Test
  void theLastOfSeveralLaterChangesIsNamedByWhateverItWas() {
    anna.patch(task, "{\"status\":\"in-progress\"}");
    anna.patch(task, "{\"status\":\"pending\"}");
    anna.post(task + "/complete", null);
    anna.patch(task, "{\"title\":\"Another field\"}");

    var by = undo(2).body().path("conflicts").path(0).path("by");

    assertThat(by.path("eventId").asString()).isEqualTo(event(4));
    assertThat(by.path("type").asString()).isEqualTo("TaskCompleted");
  }

  @Test
  void aRuleThatHasEndedDoesNotComeBackAndTheOtherFieldsDo() {
    anna.patch(
        task,
        "{\"dueDate\":\"2027-01-01T09:00:00Z\",\"recurrence\":\"FREQ=DAILY;UNTIL=20270301T000000Z\"}");
    anna.patch(task, "{\"recurrence\":\"FREQ=DAILY\",\"title\":\"For ever\"}");
    anna.patch(task, "{\"dueDate\":\"2027-04-01T09:00:00Z\"}");

    Answer undone = undo(3);

    assertThat(undone.status()).isEqualTo(200);
    assertThat(undone.body().path("changes").findValuesAsString("field")).containsExactly("title");
    assertThat(undone.body().path("conflicts").findValuesAsString("field"))
        .containsExactly("recurrence");
    Answer nothingLeft = undo(3);
    assertThat(nothingLeft.code()).isEqualTo("undo-conflict");
    assertThat(nothingLeft.body().path("detail").asString())
        .contains("The former 'recurrence' has ended.");
  }

  @Test
  void fieldsThatNobodyTouchedSinceAreUndoneEvenWhenOthersChanged() {
    anna.patch(task, "{\"title\":\"Second\",\"priority\":\"HIGH\"}");
    anna.patch(task, "{\"title\":\"Third\",\"description\":\"more\"}");

    Answer undone = undo(2);

    assertThat(undone.status()).isEqualTo(200);
    assertThat(undone.body().path("changes").findValuesAsString("field"))
        .containsExactly("priority");
    assertThat(undone.body().path("conflicts").findValuesAsString("field"))
        .containsExactly("title");
  }

  @Test
  void anUndoCanBeUndoneAndThatToo() {
    anna.patch(task, "{\"title\":\"Second\"}");
    undo(2);
    assertThat(undo(3).body().path("changes").path(0).path("to").asString()).isEqualTo("Second");
    assertThat(undo(4).body().path("changes").path(0).path("to").asString())
        .isEqualTo("Plan the trip");
    assertThat(undo(2).code()).isEqualTo("undo-conflict");
  }

  @Test
  void aCompletionIsUndoneToTheStatusBefore() {
    anna.patch(task, "{\"status\":\"in-progress\"}");
    anna.post(task + "/complete", null);

    Answer undone = undo(3);

    assertThat(undone.body().path("changes").path(0).path("to").asString())
        .isEqualTo("in-progress");
    assertThat(anna.post(task + "/complete", null).status()).isEqualTo(200);
  }

  @Test
  void aReopeningIsUndoneToTheSameCompletion() {
    anna.post(task + "/complete", null);
    anna.post(task + "/reopen", null);

    undo(3);

    assertThat(type(4)).isEqualTo("TaskCompleted");
    assertThat(payload(4)).isEqualTo(payload(2));
  }

  @Test
  void deletingAndRestoringAreUndone() {
    anna.delete(task);
    assertThat(undo(2).status()).isEqualTo(200);
    assertThat(type(3)).isEqualTo("TaskRestored");
    assertThat(undo(3).status()).isEqualTo(200);
    assertThat(type(4)).isEqualTo("TaskDeleted");
    assertThat(undo(3).code()).isEqualTo("undo-conflict");
    assertThat(undo(2).status()).isEqualTo(200);
  }

  @Test
  void theCreationIsUndoneIntoTheTrash() {
    assertThat(undo(1).status()).isEqualTo(200);
    assertThat(anna.post(task + "/complete", null).code()).isEqualTo("task-in-trash");
    assertThat(undo(2).status()).isEqualTo(200);
    assertThat(anna.post(task + "/complete", null).status()).isEqualTo(200);
  }

  @Test
  void inTheTrashAnEditCannotBeUndoneAndTheDeletionIsNamed() {
    anna.patch(task, "{\"title\":\"Second\"}");
    anna.delete(task);

    Answer refused = undo(2);

    assertThat(refused.code()).isEqualTo("undo-conflict");
    assertThat(refused.body().path("conflicts").path(0).path("by").path("type").asString())
        .isEqualTo("TaskDeleted");
  }

  @Test
  void anAssigneeUndoesEditsButNotWhatOnlyTheOwnerMayDo() {
    Person ben = service.newcomer();
    anna.patch(task, "{\"assigneeId\":\"" + ben.userId + "\"}");
    anna.patch(task, "{\"title\":\"Second\"}");

    assertThat(undo(ben, 2).code()).isEqualTo("not-owner");
    assertThat(undo(ben, 1).code()).isEqualTo("not-owner");
    assertThat(undo(ben, 3).status()).isEqualTo(200);
    assertThat(undo(service.newcomer(), 3).code()).isEqualTo("task-not-found");
  }

  @Test
  void anUndoHoldsToTheExpectedVersion() {
    anna.patch(task, "{\"title\":\"Second\"}");

    assertThat(anna.post(task + "/history/" + event(2) + "/undo", null, "If-Match", "\"1\"").code())
        .isEqualTo("version-mismatch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "0190a6e0-0000-7000-8000-000000000001"})
  void anEventThatTheTaskDoesNotHaveIsRefused(String event) {
    assertThat(anna.post(task + "/history/" + event + "/undo", null).code())
        .isEqualTo("event-not-found");
  }

  private Answer undo(int version) {
    return undo(anna, version);
  }

  private Answer undo(Person person, int version) {
    return person.post(task + "/history/" + event(version) + "/undo", null);
  }

  private String event(int version) {
    return column("event_identifier::text", version);
  }

  private String payload(int version) {
    return column("payload", version);
  }

  private String type(int version) {
    return column("payload_type", version);
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> metaData(int version) {
    return CommandSide.JSON.readValue(column("meta_data", version), Map.class);
  }

  private String column(String column, int version) {
    List<String> found =
        service
            .store()
            .queryForList(
                "select "
                    + column
                    + " from command_side.domain_event"
                    + " where aggregate_identifier = ? and sequence_number = ?",
                String.class,
                UUID.fromString(task.substring(task.lastIndexOf('/') + 1)),
                version - 1);
    return found.getFirst();
  }
}

package io.taskledger.command.completetask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.Generators;
import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.CommandSide.Answer;
import io.taskledger.command.testing.CommandSide.Person;
import io.taskledger.web.PositionToken.Versions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Who completes a recurring task finds the next one, once. */
class RecurringTaskTest {
  private final CommandSide service = CommandSide.running();
  private final Person anna = service.newcomer();

  private String daily(String more) {
    return anna.post(
            "/api/tasks",
            "{\"title\":\"Water the plants\",\"dueDate\":\"2027-03-27T09:00:00+01:00\","
                + "\"timeZone\":\"Europe/Berlin\",\"recurrence\":\"FREQ=DAILY"
                + more
                + "\",\"tags\":[\"home\"],\"reminders\":[\"PT1H\"]}")
        .header("Location");
  }

  @Test
  void completingAnOccurrenceCreatesTheNextOne() {
    String task = daily("");

    Answer completed = anna.post(task + "/complete", null);

    JsonNode next = payload(last(task));
    assertThat(CommandSide.POSITIONS.read(completed.header("Taskledger-Position")))
        .as("a read with it includes the next one too")
        .containsExactly(new Versions(Map.of(id(task), 2L, last(task), 1L)));
    assertThat(completed.body().path("affectedTasks").path(0).path("taskId").asString())
        .isEqualTo(last(task).toString());
    assertThat(next.path("title").asString()).isEqualTo("Water the plants");
    assertThat(next.path("dueDate").asLong())
        .isEqualTo(java.time.Instant.parse("2027-03-28T07:00:00Z").toEpochMilli());
    assertThat(next.path("reminders").path(0).asString()).isEqualTo("PT1H");
    assertThat(next.path("series").asString()).isEqualTo("2027-03-27T09:00#2");
  }

  @Test
  void completingItByAnEditDoesTheSame() {
    String task = daily("");

    anna.patch(task, "{\"status\":\"completed\"}");

    assertThat(tasks()).hasSize(2);
  }

  @Test
  void theNextOneSaysWhatItCameFrom() {
    String task = daily("");
    anna.post(task + "/complete", null);

    List<String> causes =
        service
            .store()
            .queryForList(
                "select meta_data::jsonb ->> 'causationId' from command_side.domain_event"
                    + " where aggregate_identifier = ?",
                String.class,
                last(task));
    List<String> completion =
        service
            .store()
            .queryForList(
                "select event_identifier::text from command_side.domain_event"
                    + " where aggregate_identifier = ? and sequence_number = 1",
                String.class,
                id(task));
    assertThat(causes).isEqualTo(completion);
  }

  @Test
  void reopenedAndCompletedAgainThereIsStillOneNextOccurrence() {
    String task = daily("");
    anna.post(task + "/complete", null);
    anna.post(task + "/reopen", null);
    anna.post(task + "/complete", null);

    assertThat(tasks()).hasSize(2);
  }

  @Test
  void theSeriesEndsWithItsCount() {
    String first = daily(";COUNT=2");
    anna.post(first + "/complete", null);
    String second = "/api/tasks/" + last(first);

    assertThat(anna.post(second + "/complete", null).status()).isEqualTo(200);
    assertThat(tasks()).hasSize(2);
  }

  @Test
  void undoingTheCompletionTakesTheUntouchedNextOneAwayAndCompletingAgainBringsItBack() {
    String task = daily("");
    anna.post(task + "/complete", null);
    String next = "/api/tasks/" + last(task);

    assertThat(undo(task, 2).status()).isEqualTo(200);
    assertThat(anna.post(next + "/complete", null).code()).isEqualTo("task-in-trash");

    anna.patch(task, "{\"title\":\"Water all plants\"}");
    anna.post(task + "/complete", null);
    assertThat(tasks()).hasSize(2);
    assertThat(anna.patch(next, "{\"title\":\"Water all plants\"}").header("ETag"))
        .as("it came back with today's title, so this edit changes nothing")
        .isEqualTo("\"4\"");
  }

  @Test
  void undoingTheCompletionLeavesANextOneThatSomebodyWentOnWith() {
    String task = daily("");
    anna.post(task + "/complete", null);
    String next = "/api/tasks/" + last(task);
    anna.patch(next, "{\"title\":\"Mine by now\"}");

    undo(task, 2);

    assertThat(anna.post(next + "/complete", null).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;COUNT=1",
        "FREQ=DAILY;UNTIL=20270101"
      })
  void aRuleThatNeverRecursIsRefusedWithTheReason(String rule) {
    Answer refused =
        anna.post(
            "/api/tasks",
            "{\"title\":\"t\",\"dueDate\":\"2027-03-27T09:00:00Z\",\"recurrence\":\""
                + rule
                + "\"}");

    assertThat(refused.code()).isEqualTo("invalid-fields");
    assertThat(refused.body().path("errors").path(0).path("code").asString())
        .isEqualTo("never-recurs");
    assertThat(anna.patch(anna.task("once"), "{\"recurrence\":\"" + rule + "\"}").status())
        .isEqualTo(rule.contains("UNTIL=2027") ? 200 : 400);
  }

  @Test
  void nobodyCanTakeTheIdOfTheNextOccurrence() {
    Person ben = service.newcomer();
    String task = daily("");
    anna.patch(task, "{\"assigneeId\":\"" + ben.userId + "\"}");
    UUID computed = Generators.nameBasedGenerator(id(task)).generate("the next occurrence");

    Answer taken = ben.post("/api/tasks", "{\"title\":\"Mine\",\"taskId\":\"" + computed + "\"}");
    anna.post(task + "/complete", null);

    assertThat(taken.body().path("errors").path(0).path("field").asString()).isEqualTo("taskId");
    assertThat(last(task)).isNotEqualTo(computed);
    assertThat(last(task).version()).isEqualTo(7);
  }

  /** As a version before this one named the next occurrence. */
  @Test
  void aTaskWithTheFormerIdOfTheNextOccurrenceIsNotTouched() {
    Person ben = service.newcomer();
    String bens = ben.task("Ben's");
    String task = daily("");
    UUID computed = Generators.nameBasedGenerator(id(task)).generate("the next occurrence");
    service
        .store()
        .update(
            "update command_side.domain_event set aggregate_identifier = ?,"
                + " payload = replace(payload, ?, ?) where aggregate_identifier = ?",
            computed,
            id(bens).toString(),
            computed.toString(),
            id(bens));
    ben.delete("/api/tasks/" + computed);

    Answer completed = anna.post(task + "/complete", null);

    assertThat(completed.body().path("affectedTasks").path(0).path("taskId").asString())
        .isEqualTo(last(task).toString())
        .isNotEqualTo(computed.toString());
    assertThat(ben.post("/api/tasks/" + computed + "/restore", null).body().path("version").asInt())
        .isEqualTo(3);
  }

  private Answer undo(String task, int version) {
    String event =
        service
            .store()
            .queryForObject(
                "select event_identifier::text from command_side.domain_event"
                    + " where aggregate_identifier = ? and sequence_number = ?",
                String.class,
                id(task),
                version - 1);
    return anna.post(task + "/history/" + event + "/undo", null);
  }

  private UUID last(String task) {
    return tasks().stream().filter(found -> !found.equals(id(task))).reduce((a, b) -> b).get();
  }

  private List<UUID> tasks() {
    return service
        .store()
        .queryForList(
            "select aggregate_identifier from command_side.domain_event"
                + " where payload_type = 'TaskCreated' and payload::jsonb ->> 'userId' = ?"
                + " and payload::jsonb ->> 'title' <> 'once' order by global_index",
            UUID.class,
            anna.userId.toString());
  }

  private JsonNode payload(UUID task) {
    return CommandSide.JSON.readTree(
        service
            .store()
            .queryForObject(
                "select payload from command_side.domain_event"
                    + " where aggregate_identifier = ? and sequence_number = 0",
                String.class,
                task));
  }

  private static UUID id(String task) {
    return UUID.fromString(task.substring(task.lastIndexOf('/') + 1));
  }
}

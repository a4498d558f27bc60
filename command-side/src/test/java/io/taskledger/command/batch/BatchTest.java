package io.taskledger.command.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.CommandSide.Answer;
import io.taskledger.command.testing.CommandSide.Person;
import io.taskledger.devservers.TestServers;
import io.taskledger.web.PositionToken.Range;
import io.taskledger.web.PositionToken.Versions;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several commands in one request. */
class BatchTest {
  private final CommandSide service = CommandSide.running();
  private final Person anna = service.newcomer();

  @Test
  void commandsAreDoneInOrderAndMayNameATaskThatAnEarlierOneMade() {
    Answer done =
        anna.post(
            "/api/commands",
            """
            [{"ref":"trip","method":"POST","path":"/api/tasks","body":{"title":"Trip"}},
             {"ref":"hotel","method":"POST","path":"/api/tasks",
              "body":{"title":"Hotel $trip","parentTaskId":"$trip"}},
             {"method":"PATCH","path":"/api/tasks/$hotel","body":{"priority":"HIGH"}},
             {"method":"POST","path":"/api/tasks/$trip/complete"},
             {"method":"POST","path":"/api/tasks/$hotel/complete"},
             {"method":"DELETE","path":"/api/tasks/$trip?reason=over%20and%20done"}]
            """);

    assertThat(done.status()).isEqualTo(207);
    assertThat(done.body().valueStream().map(each -> each.path("status").asInt()))
        .containsExactly(201, 201, 200, 200, 409, 200);
    assertThat(done.body().path(0).path("ref").asString()).isEqualTo("trip");
    assertThat(done.body().path(4).path("body").path("code").asString())
        .isEqualTo("task-already-completed");
    assertThat(done.body().path(5).path("body").path("version").asInt()).isEqualTo(3);
    assertThat(payloads(done.body().path(0).path("body").path("taskId").asString()))
        .contains("over and done");
  }

  @Test
  void thePositionNamesTheLastChangeOfEachTask() {
    Answer done =
        anna.post(
            "/api/commands",
            """
            [{"ref":"a","method":"POST","path":"/api/tasks","body":{"title":"A"}},
             {"ref":"b","method":"POST","path":"/api/tasks","body":{"title":"B"}},
             {"method":"POST","path":"/api/tasks/$a/complete"}]
            """);

    assertThat(CommandSide.POSITIONS.read(done.header("Taskledger-Position")))
        .containsExactly(new Versions(Map.of(id(done, 0), 2L, id(done, 1), 1L)));
  }

  @Test
  void fiveHundredCommandsAreTakenAndTheirPositionIsShort() {
    Answer done = anna.post("/api/commands", creations(500));

    assertThat(done.body().findValuesAsString("status")).hasSize(500).containsOnly("201");
    String position = done.header("Taskledger-Position");
    assertThat(position.length()).isLessThan(200);
    assertThat(CommandSide.POSITIONS.read(position))
        .containsExactly(new Range(anna.userId, storedAt(id(done, 0)), storedAt(id(done, 499))));
    assertThat(anna.post("/api/commands", creations(501)).code()).isEqualTo("invalid-fields");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          5                                                          | 400 | malformed-json
          {}                                                         | 400 | invalid-fields
          {"method":"POST","path":"/api/tasks","body":[]}            | 400 | invalid-fields
          {"method":"POST","path":"/api/tasks","extra":1,"body":{}}  | 400 | invalid-fields
          {"method":"POST","path":"/api/tasks"}                      | 400 | invalid-fields
          {"method":"POST","path":"/api/tasks","body":{"title":1}}   | 400 | invalid-fields
          {"method":"POST","path":"/api/sessions","body":{}}         | 404 | not-found
          {"method":"POST","path":"/api/commands","body":{}}         | 404 | not-found
          {"method":"POST","path":"http://x/api","body":{}}          | 404 | not-found
          {"method":"POST","path":"http://[","body":{}}              | 404 | not-found
          {"method":"PUT","path":"/api/tasks","body":{"title":"t"}}  | 405 | method-not-allowed
          {"method":"POST","path":"/api/tasks/x/complete"}           | 404 | task-not-found
          {"method":"POST","path":"/api/tasks/$who/complete"}        | 424 | reference-unresolved
          {"method":"POST","path":"/api/tasks","body":{"title":"t","parentTaskId":"$who"}} | 424 | reference-unresolved
          {"method":"DELETE","path":"/api/tasks/x?reason=%zz"}       | 400 | invalid-parameter
          """)
  void aCommandThatCannotBeReadIsRefusedAndTheOthersAreDone(String bad, int status, String code) {
    Answer done =
        anna.post(
            "/api/commands",
            "["
                + bad
                + ",{\"method\":\"POST\",\"path\":\"/api/tasks\",\"body\":{\"title\":\"t\"}}]");

    assertThat(done.status()).isEqualTo(207);
    assertThat(done.body().path(0).path("status").asInt()).isEqualTo(status);
    assertThat(done.body().path(0).path("body").path("code").asString()).isEqualTo(code);
    assertThat(done.body().path(1).path("status").asInt()).isEqualTo(201);
  }

  @Test
  void aDollarInTheQueryIsNoReference() {
    Answer done =
        anna.post(
            "/api/commands",
            """
            [{"ref":"a","method":"POST","path":"/api/tasks","body":{"title":"A"}},
             {"method":"DELETE","path":"/api/tasks/$a?reason=cost $5 or $a"}]
            """);

    assertThat(done.body().path(1).path("status").asInt()).isEqualTo(200);
    assertThat(payloads(done.body().path(0).path("body").path("taskId").asString()))
        .contains("cost $5 or $a");
  }

  @Test
  void aListThatIsTooLongIsRefusedWithoutReadingItWhole() {
    String endless = "[" + "{},".repeat(600);

    assertThat(anna.post("/api/commands", endless).code()).isEqualTo("invalid-fields");
  }

  @Test
  void aBatchThatChangesTooManyTasksIsStoppedAndContinuesWhenItIsSentAgain() {
    try (CommandSide limited =
        CommandSide.started(
            TestServers.freshDatabase(),
            CommandSide.REAL_TIME,
            "--taskledger.batch.max-changed-tasks=3")) {
      Person ben = limited.newcomer();

      Answer stopped =
          ben.post("/api/commands", creations(5), "Idempotency-Key", "a batch of five");
      Answer again = ben.post("/api/commands", creations(5), "Idempotency-Key", "a batch of five");

      assertThat(stopped.body().valueStream().map(each -> each.path("status").asInt()))
          .containsExactly(201, 201, 201, 503, 503);
      assertThat(stopped.body().path(3).path("body").path("code").asString())
          .isEqualTo("batch-stopped");
      assertThat(again.body().path(2)).isEqualTo(stopped.body().path(2));
    }
  }

  @Test
  void aBatchStopsAtItsDeadline() {
    try (CommandSide limited =
        CommandSide.started(
            TestServers.freshDatabase(), CommandSide.REAL_TIME, "--taskledger.batch.deadline=0s")) {
      Person ben = limited.newcomer();
      long before = limited.head();

      Answer stopped = ben.post("/api/commands", creations(2));

      assertThat(stopped.body().findValuesAsString("code")).containsOnly("batch-stopped");
      assertThat(limited.head()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "{}, malformed-json",
    "[], invalid-fields",
    "[, malformed-json",
    "'', malformed-json"
  })
  void whatIsNoListOfCommandsIsRefusedWhole(String body, String code) {
    assertThat(anna.post("/api/commands", body).code()).isEqualTo(code);
  }

  private static String creations(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            n -> "{\"method\":\"POST\",\"path\":\"/api/tasks\",\"body\":{\"title\":\"" + n + "\"}}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private long storedAt(UUID task) {
    return service
        .store()
        .queryForList(
            "select max(global_index) from command_side.domain_event"
                + " where aggregate_identifier = ?",
            Long.class,
            task)
        .getFirst();
  }

  private static UUID id(Answer done, int index) {
    return UUID.fromString(done.body().path(index).path("body").path("taskId").asString());
  }

  private String payloads(String task) {
    return String.join(
        "",
        service
            .store()
            .queryForList(
                "select payload from command_side.domain_event where aggregate_identifier = ?",
                String.class,
                UUID.fromString(task)));
  }
}

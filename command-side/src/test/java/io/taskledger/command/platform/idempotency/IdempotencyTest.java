package io.taskledger.command.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.CommandSide.Answer;
import io.taskledger.command.testing.CommandSide.Person;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that is sent again under its key is done once. */
class IdempotencyTest {
  private static final String BODY = "{\"title\":\"Only once\"}";

  private final CommandSide service = CommandSide.running();
  private final Person anna = service.newcomer();
  private final String key = UUID.randomUUID().toString();

  @Test
  void theSameRequestAnswersWhatItAnsweredTheFirstTime() {
    Answer first = create(anna, key);
    long head = service.head();

    Answer again = create(anna, key);

    assertThat(first.header("Idempotency-Replayed")).isEmpty();
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    for (String header : List.of("ETag", "Location", "Taskledger-Position")) {
      assertThat(again.header(header)).isEqualTo(first.header(header)).isNotEmpty();
    }
    assertThat(service.head()).isEqualTo(head);
  }

  @Test
  void anotherRequestByTheSameKeyIsRefused() {
    Answer first = create(anna, key);

    Answer otherBody = anna.post("/api/tasks", "{\"title\":\"Other\"}", "Idempotency-Key", key);
    Answer otherPath =
        anna.post(first.header("Location") + "/complete", null, "Idempotency-Key", key);

    assertThat(otherBody.status()).isEqualTo(422);
    assertThat(otherBody.code()).isEqualTo("idempotency-key-reused");
    assertThat(otherPath.code()).isEqualTo("idempotency-key-reused");
  }

  @Test
  void aKeyBelongsToWhoSendsIt() {
    Answer mine = create(anna, key);
    Answer bens = create(service.newcomer(), key);

    assertThat(bens.status()).isEqualTo(201);
    assertThat(bens.body()).isNotEqualTo(mine.body());
  }

  @Test
  void ofManyAtOnceOneIsDoneAndAllAreAnsweredTheSame() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers =
          threads.invokeAll(
              IntStream.range(0, 20)
                  .<Callable<Answer>>mapToObj(n -> () -> create(anna, key))
                  .toList());

      Set<Object> bodies = new HashSet<>();
      int replayed = 0;
      for (Future<Answer> answer : answers) {
        assertThat(answer.get().status()).isEqualTo(201);
        bodies.add(answer.get().body());
        replayed += answer.get().header("Idempotency-Replayed").isEmpty() ? 0 : 1;
      }
      assertThat(bodies).hasSize(1);
      assertThat(replayed).isEqualTo(19);
    }
  }

  @Test
  void ofManyCompletionsAtOnceAllAreAnsweredAsTheFirst() throws Exception {
    String task = anna.task("Complete once");

    assertAllAnsweredAlike(200, () -> anna.post(task + "/complete", null, "Idempotency-Key", key));
  }

  @Test
  void ofManyDeletionsAtOnceAllAreAnsweredAsTheFirst() throws Exception {
    String task = anna.task("Delete once");

    assertAllAnsweredAlike(200, () -> anna.delete(task, "Idempotency-Key", key));
  }

  @Test
  void ofManyCreationsWithTheSameIdAllAreAnsweredAsTheFirst() throws Exception {
    String body = "{\"title\":\"Only once\",\"taskId\":\"" + UUID.randomUUID() + "\"}";

    assertAllAnsweredAlike(201, () -> anna.post("/api/tasks", body, "Idempotency-Key", key));
  }

  @Test
  void ofManyEditsOfAVersionAllAreAnsweredAsTheFirst() throws Exception {
    String task = anna.task("Edit once");

    assertAllAnsweredAlike(
        200,
        () ->
            anna.patch(
                task, "{\"title\":\"Edited once\"}", "Idempotency-Key", key, "If-Match", "\"1\""));
  }

  private static void assertAllAnsweredAlike(int status, Callable<Answer> request)
      throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers =
          threads.invokeAll(IntStream.range(0, 20).mapToObj(n -> request).toList());

      Set<Object> bodies = new HashSet<>();
      int first = 0;
      for (Future<Answer> answer : answers) {
        assertThat(answer.get().status()).as(answer.get().body().toString()).isEqualTo(status);
        bodies.add(answer.get().body());
        first += answer.get().header("Idempotency-Replayed").isEmpty() ? 1 : 0;
      }
      assertThat(bodies).hasSize(1);
      assertThat(first).isEqualTo(1);
    }
  }

  /** The loser of a race decides again on the winner's state, and then may have nothing to do. */
  @Test
  void anEditThatAnotherOneMadeUnnecessaryIsAnsweredAgainToo() throws Exception {
    String task = anna.task("Raced");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < 20; n++) {
        String body = "{\"title\":\"" + n + "\"}";
        List<String> keys = List.of(key + "/one/" + n, key + "/two/" + n);
        for (Future<Answer> done :
            threads.invokeAll(
                keys.stream()
                    .<Callable<Answer>>map(
                        each -> () -> anna.patch(task, body, "Idempotency-Key", each))
                    .toList())) {
          assertThat(done.get().status()).isEqualTo(200);
        }
        for (String each : keys) {
          assertThat(anna.patch(task, body, "Idempotency-Key", each).header("Idempotency-Replayed"))
              .isEqualTo("true");
        }
      }
    }
  }

  @Test
  void whatChangedNothingIsAnsweredAgainEvenIfItWouldNow() {
    String task = anna.task("Same");
    Answer first = anna.patch(task, "{\"title\":\"Same\"}", "Idempotency-Key", key);
    anna.patch(task, "{\"title\":\"Different\"}");

    Answer again = anna.patch(task, "{\"title\":\"Same\"}", "Idempotency-Key", key);

    assertThat(first.header("ETag")).isEqualTo("\"1\"");
    assertThat(again.header("ETag")).isEqualTo("\"1\"");
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void aRefusalIsAnsweredAgainEvenIfItWouldSucceedNow() {
    String task = anna.task("Open");
    Answer first = anna.post(task + "/reopen", null, "Idempotency-Key", key);
    anna.post(task + "/complete", null);

    Answer again = anna.post(task + "/reopen", null, "Idempotency-Key", key);

    assertThat(first.code()).isEqualTo("task-not-completed");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.header("Content-Type")).startsWith("application/problem+json");
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void aBodyThatCannotBeReadDoesNotUseUpTheKey() {
    assertThat(anna.post("/api/tasks", "{\"title\":", "Idempotency-Key", key).status())
        .isEqualTo(400);

    assertThat(create(anna, key).status()).isEqualTo(201);
  }

  @Test
  void aKeyExpiresAfterADay() {
    Answer first = create(anna, key);
    age();

    Answer later = create(anna, key);

    assertThat(later.header("Idempotency-Replayed")).isEmpty();
    assertThat(later.body()).isNotEqualTo(first.body());
  }

  @Test
  void expiredKeysAreRemoved() {
    create(anna, key);
    String kept = UUID.randomUUID().toString();
    age();
    create(anna, kept);

    service.bean(Idempotency.class).deleteExpired();

    assertThat(
            service
                .store()
                .queryForList(
                    "select key from command_side.idempotency_key where user_id = ?",
                    String.class,
                    anna.userId))
        .containsExactly(kept);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 256})
  void aKeyHasOneToTwoHundredFiftyFiveCharacters(int length) {
    Answer refused = anna.post("/api/tasks", BODY, "Idempotency-Key", "k".repeat(length));

    assertThat(refused.code()).isEqualTo("invalid-parameter");
    assertThat(create(anna, "k".repeat(255)).status()).isEqualTo(201);
  }

  /** As a crash in the middle leaves it: some commands done, the batch not concluded. */
  @Test
  void aBatchThatWasBrokenOffGoesOnWhereItWas() {
    String batch =
        IntStream.range(0, 10)
            .mapToObj(
                n ->
                    "{\"method\":\"POST\",\"path\":\"/api/tasks\",\"body\":{\"title\":\""
                        + n
                        + "\"}}")
            .collect(Collectors.joining(",", "[", "]"));
    Answer first = anna.post("/api/commands", batch, "Idempotency-Key", key);
    service
        .store()
        .update(
            "update command_side.idempotency_key set status = null, answer = null"
                + " where key = ? and part = 0",
            key);
    service
        .store()
        .update("delete from command_side.idempotency_key where key = ? and part > 6", key);
    long before = service.head();

    Answer again = anna.post("/api/commands", batch, "Idempotency-Key", key);

    assertThat(service.head() - before).as("only the last four were done again").isEqualTo(4);
    assertThat(again.body().size()).isEqualTo(10);
    assertThat(again.body().path(5)).isEqualTo(first.body().path(5));
    assertThat(
            anna.post("/api/commands", batch, "Idempotency-Key", key)
                .header("Idempotency-Replayed"))
        .isEqualTo("true");
  }

  private Answer create(Person person, String header) {
    return person.post("/api/tasks", BODY, "Idempotency-Key", header);
  }

  private void age() {
    service
        .store()
        .update(
            "update command_side.idempotency_key set created_at = created_at - interval '25 hours'"
                + " where user_id = ?",
            anna.userId);
  }
}

package io.taskledger.command.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.CommandSide.Answer;
import io.taskledger.command.testing.CommandSide.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many write at once, through two services on one store. */
class ConcurrencyTest {
  private static final int CLIENTS = 32;
  private static final int TASKS = 10;
  private static final int EDITS = 12;

  private final CommandSide one = CommandSide.running();
  private final CommandSide other = CommandSide.besideIt();
  private final Person anna = one.newcomer();
  private final List<String> tasks =
      IntStream.range(0, TASKS).mapToObj(n -> anna.task("Contended " + n)).toList();

  /** Every edit adds to the version by one, whoever was first: none is lost and none doubled. */
  @Test
  void noUpdateIsLostAndVersionsHaveNoHoles() throws Exception {
    Map<String, AtomicInteger> succeeded = new ConcurrentHashMap<>();
    inParallel(
        client -> {
          for (int n = 0; n < EDITS; n++) {
            String task = tasks.get(ThreadLocalRandom.current().nextInt(TASKS));
            Answer done = patch(client, task, "{\"title\":\"" + client + "/" + n + "\"}");
            assertThat(done.status()).isEqualTo(200);
            succeeded.computeIfAbsent(task, any -> new AtomicInteger()).incrementAndGet();
          }
        });

    for (String task : tasks) {
      int edits = succeeded.getOrDefault(task, new AtomicInteger()).get();
      assertThat(versions(task))
          .containsExactlyElementsOf(LongStream.rangeClosed(0, edits).boxed().toList());
      assertThat(chainOfTitles(task)).as("each edit knew the one before").isTrue();
    }
  }

  /** With If-Match the only error is 412, and who is told 412 has changed nothing. */
  @Test
  void whoExpectsAVersionGetsItOrIsToldTheCurrentOne() throws Exception {
    Map<String, AtomicInteger> succeeded = new ConcurrentHashMap<>();
    inParallel(
        client -> {
          String task = tasks.get(client % TASKS);
          long version = 1;
          for (int n = 0; n < EDITS; n++) {
            Answer done =
                patch(
                    client,
                    task,
                    "{\"title\":\"" + client + "/" + n + "\"}",
                    "If-Match",
                    "\"" + version + "\"");
            assertThat(done.status()).isIn(200, 412);
            version = done.body().path("version").asLong();
            if (done.status() == 200) {
              succeeded.computeIfAbsent(task, any -> new AtomicInteger()).incrementAndGet();
            }
          }
        });

    for (String task : tasks) {
      int edits = succeeded.getOrDefault(task, new AtomicInteger()).get();
      assertThat(versions(task)).hasSize(edits + 1);
    }
  }

  @Test
  void bothIntentsSurviveWhereTheyTouchDifferentFields() throws Exception {
    List<String> fields = List.of("title", "description", "categoryId");
    inParallel(
        client -> {
          String field = fields.get(client % fields.size());
          Answer done = patch(client, tasks.getFirst(), "{\"" + field + "\":\"" + client + "\"}");
          assertThat(done.status()).isEqualTo(200);
        });

    JsonNode last = CommandSide.JSON.createObjectNode();
    for (String payload : payloads(tasks.getFirst())) {
      JsonNode changes = CommandSide.JSON.readTree(payload).path("changes");
      last =
          ((tools.jackson.databind.node.ObjectNode) last)
              .setAll(
                  (tools.jackson.databind.node.ObjectNode)
                      (changes.isObject() ? changes : CommandSide.JSON.createObjectNode()));
    }
    assertThat(last.propertyNames()).containsAll(fields);
  }

  private interface Client {
    void work(int number) throws Exception;
  }

  private static void inParallel(Client client) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Object>> clients = new ArrayList<>();
      for (int number = 0; number < CLIENTS; number++) {
        int mine = number;
        clients.add(
            () -> {
              client.work(mine);
              return mine;
            });
      }
      for (Future<Object> done : threads.invokeAll(clients)) {
        var ignored = done.get();
      }
    }
  }

  private Answer patch(int client, String task, String body, String... headers) {
    return (client % 2 == 0 ? one : other).send("PATCH", task, anna.accessToken, body, headers);
  }

  private List<Long> versions(String task) {
    return one.store()
        .queryForList(
            "select sequence_number from command_side.domain_event"
                + " where aggregate_identifier = ? order by 1",
            Long.class,
            id(task));
  }

  private List<String> payloads(String task) {
    return one.store()
        .queryForList(
            "select payload from command_side.domain_event"
                + " where aggregate_identifier = ? order by sequence_number",
            String.class,
            id(task));
  }

  private boolean chainOfTitles(String task) {
    String before = null;
    for (String payload : payloads(task)) {
      JsonNode event = CommandSide.JSON.readTree(payload);
      if (before != null && !event.path("previousValues").path("title").asString().equals(before)) {
        return false;
      }
      before =
          event.path(before == null ? "title" : "changes").isString()
              ? event.path("title").asString()
              : event.path("changes").path("title").asString();
    }
    return true;
  }

  private static UUID id(String task) {
    return UUID.fromString(task.substring(task.lastIndexOf('/') + 1));
  }
}

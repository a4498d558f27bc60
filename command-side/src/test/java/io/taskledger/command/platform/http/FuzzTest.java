package io.taskledger.command.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.CommandSide.Answer;
import io.taskledger.command.testing.CommandSide.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand bodies: none gets a 500, what is refused changes nothing, and what is accepted is
 * stored whole. {@code -Dfuzz.seed} tries others.
 */
class FuzzTest {
  private static final int BODIES = 10_000;
  private static final int RENEWED_EVERY = 500;
  private static final long SEED = Long.getLong("fuzz.seed", 20_261_123L);

  private final CommandSide service = CommandSide.running();
  private final Person anna = service.newcomer();
  private final String bens = id(service.newcomer().task("Ben's"));
  private final List<String> tasks = new ArrayList<>();

  @Test
  void noBodyBreaksTheServiceOrLeavesAHalfWrittenCommand() {
    var random = new Random(SEED);
    var bodies = new RandomBodies(random, tasks);
    int accepted = 0;
    for (int n = 0; n < BODIES; n++) {
      if (n % RENEWED_EVERY == 0) {
        tasks.clear();
        tasks.addAll(List.of(id(anna.task("Renewed")), anna.userId.toString(), bens));
      }
      String body = bodies.next();
      long before = service.head();
      Answer answer = send(random.nextInt(5), bodies.task(), body);
      long written = service.head() - before;

      String told =
          "body " + n + " of seed " + SEED + ": " + body + " was answered " + answer.body();
      assertThat(answer.status()).as(told).isLessThan(500);
      if (answer.status() == 207) {
        long done =
            answer.body().valueStream().filter(each -> each.path("status").asInt() < 300).count();
        assertThat(written).as(told).isGreaterThanOrEqualTo(done);
      } else if (answer.status() >= 400) {
        assertThat(answer.code()).as(told).isNotEmpty();
        assertThat(written).as(told).isZero();
      } else {
        accepted++;
        // A key that comes again is answered as the first time, whatever happened since.
        if (answer.header("Idempotency-Replayed").isEmpty()) {
          assertThat(versionInStore(answer))
              .as(told)
              .isEqualTo(answer.body().path("version").asLong());
        }
        if (answer.status() == 201) {
          tasks.add(answer.body().path("taskId").asString());
        }
      }
    }
    assertThat(accepted).as("the fuzz also finds what is accepted").isGreaterThan(BODIES / 10);
  }

  private Answer send(int kind, String task, String body) {
    return switch (kind) {
      case 0 -> anna.patch("/api/tasks/" + task, body);
      case 1 ->
          anna.post(
              "/api/commands",
              "[{\"method\":\"POST\",\"path\":\"/api/tasks\",\"body\":" + body + "}]");
      case 2 -> anna.patch("/api/tasks/" + task, body, "Idempotency-Key", body.length() + "!");
      default -> anna.post("/api/tasks", body);
    };
  }

  private long versionInStore(Answer answer) {
    Long version =
        service
            .store()
            .queryForObject(
                "select max(sequence_number) + 1 from command_side.domain_event"
                    + " where aggregate_identifier = ?",
                Long.class,
                UUID.fromString(answer.body().path("taskId").asString()));
    return version == null ? 0 : version;
  }

  private static String id(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}

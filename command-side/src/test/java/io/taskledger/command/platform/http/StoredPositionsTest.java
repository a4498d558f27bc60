package io.taskledger.command.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.CommandSide.Person;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The range of positions that the changes of a command take in the event store. */
class StoredPositionsTest {
  private final CommandSide service = CommandSide.running();
  private final Person anna = service.newcomer();

  @Test
  void theRangeGoesFromTheFirstToTheLastOfTheNamedVersions() {
    UUID first = id(anna.task("First"));
    UUID second = id(anna.task("Second"));
    anna.patch("/api/tasks/" + first, "{\"title\":\"Changed\"}");

    var range = service.bean(StoredPositions.class).of(Map.of(first, 2L, second, 1L));

    assertThat(range.first()).isEqualTo(position(second, 0));
    assertThat(range.last()).isEqualTo(position(first, 1));
  }

  private long position(UUID task, long sequenceNumber) {
    return service
        .store()
        .queryForList(
            "select global_index from command_side.domain_event"
                + " where aggregate_identifier = ? and sequence_number = ?",
            Long.class,
            task,
            sequenceNumber)
        .getFirst();
  }

  private static UUID id(String task) {
    return UUID.fromString(task.substring(task.lastIndexOf('/') + 1));
  }
}

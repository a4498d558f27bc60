package io.taskledger.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.command.relay.OwnCommandSide;
import io.taskledger.devservers.TestServers;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * 64 writers in two processes append, some are refused, some killed in the middle; readers follow
 * meanwhile.
 */
class StoreUnderStressTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int KILLS = 3;
  private static final int STORED_EACH_TIME = 120;

  private final OwnCommandSide service = new OwnCommandSide(TestServers.kafka().bootstrapServers());

  @Test
  void noReaderMissesOrRepeatsAPositionAndNoAnswerToAWriterIsUntrue() throws Exception {
    try (var context = service.startHere();
        var readers = new Followers(service.dataSource(), context)) {
      var one = new WriterProcess(service);
      var other = new WriterProcess(service);
      try {
        for (int kill = 0; kill < KILLS; kill++) {
          awaitStored(one);
          awaitStored(other);
          WriterProcess victim = kill % 2 == 0 ? one : other;
          victim.kill();
          victim.start();
        }
        awaitStored(one);
        awaitStored(other);
        assertThat(one.end()).isZero();
        assertThat(other.end()).isZero();
      } finally {
        one.kill();
        other.kill();
      }
      JdbcTemplate jdbc = new JdbcTemplate(service.dataSource());
      List<Long> positions =
          jdbc.queryForList("select global_index from domain_event order by 1", Long.class);
      assertThat(positions).isEqualTo(LongStream.rangeClosed(1, positions.size()).boxed().toList());
      assertThat(readers.end())
          .allSatisfy((reader, seen) -> assertThat(seen).as(reader).isEqualTo(positions));
      assertAnswersAreTrue(
          jdbc.queryForList("select event_identifier::text from domain_event", String.class),
          List.of(one, other));
    }
  }

  private static void awaitStored(WriterProcess writer) {
    int wanted = writer.stored().size() + STORED_EACH_TIME;
    await().atMost(SOON).until(() -> writer.stored().size() >= wanted);
  }

  private static void assertAnswersAreTrue(List<String> store, List<WriterProcess> writers) {
    Set<String> stored = new HashSet<>(store);
    assertThat(store).as("each event once").hasSameSizeAs(stored);
    for (WriterProcess writer : writers) {
      assertThat(writer.unexpected()).isEmpty();
      assertThat(stored).containsAll(writer.stored());
      assertThat(writer.refused()).isNotEmpty().noneMatch(stored::contains);
    }
  }
}

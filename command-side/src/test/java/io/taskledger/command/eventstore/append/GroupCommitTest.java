package io.taskledger.command.eventstore.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.taskledger.command.eventstore.append.TransactionalWrites.ConditionalWrite;
import io.taskledger.devservers.TestServers;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Appends of concurrent writers: positions without holes in commit order, and only the guilty one
 * fails.
 */
class GroupCommitTest {
  private final DataSource dataSource =
      TestServers.postgres().superuser(migrated(TestServers.freshDatabase()));
  private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);
  private final GroupCommit one = new GroupCommit(dataSource);
  private final GroupCommit other = new GroupCommit(dataSource);

  @AfterEach
  void endTheWriters() {
    one.close();
    other.close();
  }

  private static String migrated(String database) {
    Flyway.configure()
        .dataSource(TestServers.postgres().superuser(database))
        .locations("classpath:db/command")
        .load()
        .migrate();
    return database;
  }

  @Test
  void twoWritersGiveGaplessPositionsThatAReaderNeverSeesOutOfOrder() throws Exception {
    int writers = 32;
    int appends = 25;
    var done = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Long>> reader = threads.submit(() -> follow(done));
      List<Callable<Void>> work =
          IntStream.range(0, writers)
              .<Callable<Void>>mapToObj(
                  n ->
                      () -> {
                        for (int i = 0; i < appends; i++) {
                          (n % 2 == 0 ? one : other)
                              .append(append(UUID.randomUUID(), 0, 1 + n % 3));
                        }
                        return null;
                      })
              .toList();
      for (Future<Void> finished : threads.invokeAll(work)) {
        finished.get();
      }
      done.set(true);

      long total = IntStream.range(0, writers).mapToLong(n -> (1 + n % 3) * (long) appends).sum();
      assertThat(reader.get())
          .containsExactlyElementsOf(LongStream.rangeClosed(1, total).boxed().toList());
    }
  }

  /** Reads on from the last position, as the relay does: what it passed by it never sees again. */
  private List<Long> follow(AtomicBoolean done) {
    List<Long> seen = new ArrayList<>();
    while (true) {
      boolean last = done.get();
      long after = seen.isEmpty() ? 0 : seen.getLast();
      List<Long> next =
          jdbc.queryForList(
              "select global_index from domain_event where global_index > ? order by 1",
              Long.class,
              after);
      seen.addAll(next);
      if (last && next.isEmpty()) {
        return seen;
      }
    }
  }

  @Test
  void ofABatchOnlyTheAppendWhoseVersionIsTakenFails() throws Exception {
    UUID task = UUID.randomUUID();
    one.append(append(task, 0, 1));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> outcomes =
          threads.invokeAll(
              IntStream.range(0, 20)
                  .<Callable<Void>>mapToObj(
                      n ->
                          () -> {
                            one.append(
                                n == 7 ? append(task, 0, 1) : append(UUID.randomUUID(), 0, 1));
                            return null;
                          })
                  .toList());

      for (int n = 0; n < outcomes.size(); n++) {
        assertThat(outcomes.get(n).state())
            .isEqualTo(n == 7 ? Future.State.FAILED : Future.State.SUCCESS);
      }
      assertThat(outcomes.get(7).exceptionNow())
          .isInstanceOf(AggregateStreamCreationException.class);
    }
    assertThat(head()).isEqualTo(20);
    assertThat(events()).isEqualTo(20);
  }

  @Test
  void anErrorInTheWriterFailsItsCommandsAtOnceAndTheNextAreWritten() {
    var broken = new AtomicBoolean(true);
    var failing =
        new DelegatingDataSource(dataSource) {
          @Override
          public Connection getConnection() throws SQLException {
            if (broken.get()) {
              throw new LinkageError("as the test wants it");
            }
            return super.getConnection();
          }
        };
    try (var writer = new GroupCommit(failing)) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(5),
          () ->
              assertThatThrownBy(() -> writer.append(append(UUID.randomUUID(), 0, 1)))
                  .isInstanceOf(ProblemException.class));
      assertThat(writer.fault()).containsInstanceOf(LinkageError.class);

      broken.set(false);
      writer.append(append(UUID.randomUUID(), 0, 1));

      // The command is told before the writer notes that it works again.
      await().untilAsserted(() -> assertThat(writer.fault()).isEmpty());
      assertThat(writer.isAlive()).isTrue();
    }
    assertThat(events()).isEqualTo(1);
  }

  @Test
  void aVersionThatIsTakenIsAConflict() {
    UUID task = UUID.randomUUID();
    one.append(append(task, 0, 2));

    assertThatThrownBy(() -> other.append(append(task, 1, 1)))
        .isInstanceOf(ConcurrencyException.class);
    assertThat(head()).isEqualTo(2);
  }

  @Test
  void aCompanionIsWrittenWithTheEventsOrNeitherIs() {
    jdbc.execute("create table companion (id uuid primary key)");
    UUID id = UUID.randomUUID();
    ConditionalWrite write =
        ConditionalWrite.of(IllegalStateException::new, "insert into companion values (?)", id);
    ConditionalWrite refuse =
        ConditionalWrite.of(
            () -> ProblemException.of(ErrorCode.EMAIL_TAKEN, "no"),
            "update companion set id = id where id = ?",
            UUID.randomUUID());

    assertThatThrownBy(() -> one.append(append(UUID.randomUUID(), 0, 1, write, refuse)))
        .isInstanceOf(ProblemException.class);
    assertThat(jdbc.queryForObject("select count(*) from companion", Long.class)).isZero();
    assertThat(events()).isZero();

    one.append(append(UUID.randomUUID(), 0, 1, write));
    assertThat(jdbc.queryForObject("select count(*) from companion", Long.class)).isEqualTo(1);
    assertThat(events()).isEqualTo(1);
  }

  @Test
  void aConnectionThatIsLostBetweenAppendsIsNotNoticedByTheCaller() {
    one.append(append(UUID.randomUUID(), 0, 1));

    assertThat(killOtherConnections()).isNotEmpty();
    one.append(append(UUID.randomUUID(), 0, 1));

    assertThat(events()).isEqualTo(2);
    assertThat(head()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aConnectionThatIsLostDuringTheCommitIsResolvedByLookingTheEventsUp(boolean committed) {
    var cut = new CutConnections(dataSource, committed);
    try (var writer = new GroupCommit(cut)) {
      writer.append(append(UUID.randomUUID(), 0, 2));
    }

    assertThat(cut.count()).isEqualTo(1);
    assertThat(events()).isEqualTo(2);
    assertThat(head()).isEqualTo(2);
  }

  @Test
  void whenTheStoreCannotBeReachedTheCallerIsToldSoonThatNothingWasChanged() {
    DataSource away =
        new AbstractDataSource() {
          @Override
          public Connection getConnection() throws SQLException {
            throw new SQLException("refused", "08001");
          }

          @Override
          public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
          }
        };
    try (var writer = new GroupCommit(away)) {
      assertThatThrownBy(() -> writer.append(append(UUID.randomUUID(), 0, 1)))
          .isInstanceOfSatisfying(
              ProblemException.class,
              refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
    }
  }

  private List<Boolean> killOtherConnections() {
    return jdbc.queryForList(
        "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where datname = current_database() and pid <> pg_backend_pid()",
        Boolean.class);
  }

  private long head() {
    Long position = jdbc.queryForObject("select position from event_head", Long.class);
    return position == null ? -1 : position;
  }

  private long events() {
    Long count = jdbc.queryForObject("select count(*) from domain_event", Long.class);
    return count == null ? -1 : count;
  }

  private static Append append(
      UUID aggregate, long first, int count, ConditionalWrite... companions) {
    return new Append(
        LongStream.range(first, first + count)
            .mapToObj(
                sequence ->
                    new EventRow(
                        UUID.randomUUID(),
                        aggregate,
                        sequence,
                        "Task",
                        Instant.now(),
                        "TaskRestored",
                        "1",
                        "{}",
                        "{}"))
            .toList(),
        List.of(companions));
  }
}

package io.taskledger.messaging.inbox.processing;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.events.codec.UnreadableEventException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import org.axonframework.eventhandling.EventProcessingException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class PoisonEventClassifierTest {
  /** One that this class was never told of, as a view that finds itself behind throws. */
  private static final class OfAView extends RuntimeException {}

  private static final class OwnRule extends IllegalStateException {}

  static Stream<RuntimeException> ofTheEvent() {
    return Stream.of(
        new RuntimeException("x"),
        new NullPointerException(),
        new NumberFormatException("x"),
        new OwnRule(),
        new EventProcessingException("x", new IllegalStateException("x")),
        new UnreadableEventException("x", null),
        new DataIntegrityViolationException("x", new SQLException("x", "22001")),
        new DuplicateKeyException("x", new SQLException("x", "23505")),
        new UncategorizedSQLException("x", "insert", new SQLException("x", "54000")));
  }

  static Stream<RuntimeException> ofTheSurroundings() {
    return Stream.of(
        new OfAView(),
        new RuntimeException(new IOException("x")),
        new IllegalStateException(new OfAView()),
        new UncheckedIOException(new IOException("x")),
        new CancellationException(),
        new TimeoutException("x"),
        new ConcurrencyFailureException("x"),
        new CannotAcquireLockException("x", new SQLException("x", "55P03")),
        new ConcurrencyException("x", new SQLException("x", "23505")),
        new DataAccessResourceFailureException("x", new SQLException("x", "08006")),
        new DataIntegrityViolationException("x", new SQLException("pool is closed")),
        new BadSqlGrammarException("x", "select", new SQLException("no such table", "42P01")),
        new UncategorizedSQLException("x", "select", new SQLException("x", "57014")),
        new UncategorizedSQLException("x", "insert", new SQLException("disk full", "53100")),
        new CannotCreateTransactionException("x"),
        new TransactionSystemException("x"),
        new ViewTarget.NotActiveException("x"),
        new EventProcessingException("x", null));
  }

  @ParameterizedTest
  @MethodSource("ofTheEvent")
  void whatComputingOrDataBringsAboutIsTheEvents(RuntimeException failure) {
    assertThat(PoisonEventClassifier.isPoison(failure)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("ofTheSurroundings")
  void allElseIsNotTheEvents(RuntimeException failure) {
    assertThat(PoisonEventClassifier.isPoison(failure)).isFalse();
  }
}

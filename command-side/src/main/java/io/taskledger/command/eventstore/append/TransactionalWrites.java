package io.taskledger.command.eventstore.append;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/** What belongs to a command besides its events and is committed with them, or not at all. */
public final class TransactionalWrites {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String RESOURCE = TransactionalWrites.class.getName();

  private TransactionalWrites() {}

  /**
   * A statement in the transaction of the events, which no other append can run beside. It has to
   * change a row: when it finds none, or one that it may not double, the command is refused and its
   * events are not stored.
   *
   * @param sql the same text for all of a kind, which then share a round trip
   * @param refusal what the caller gets then
   */
  public record ConditionalWrite(
      String sql, List<@Nullable Object> parameters, Supplier<RuntimeException> refusal) {
    /** A statement with these parameters. */
    public static ConditionalWrite of(
        Supplier<RuntimeException> refusal, String sql, @Nullable Object... parameters) {
      return new ConditionalWrite(
          sql, Collections.unmodifiableList(Arrays.asList(parameters)), refusal);
    }
  }

  /** Adds a companion to the command that is being handled on this thread. */
  public static void add(ConditionalWrite companion) {
    addLate(() -> companion);
  }

  /** Adds a companion that is made when the command has been decided. */
  public static void addLate(Supplier<ConditionalWrite> companion) {
    CurrentUnitOfWork.get()
        .root()
        .<List<Supplier<ConditionalWrite>>>getOrComputeResource(
            RESOURCE, ignored -> new ArrayList<>())
        .add(companion);
  }

  /** Whether the database refused a write because there is such a row already. */
  public static boolean isDuplicate(SQLException refused) {
    return UNIQUE_VIOLATION.equals(refused.getSQLState());
  }

  static List<ConditionalWrite> current() {
    if (!CurrentUnitOfWork.isStarted()) {
      return List.of();
    }
    List<Supplier<ConditionalWrite>> found = CurrentUnitOfWork.get().root().getResource(RESOURCE);
    return found == null ? List.of() : found.stream().map(Supplier::get).toList();
  }
}

package io.taskledger.command.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** What belongs to a command besides its events and is committed with them, or not at all. */
public final class AppendCompanions {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String RESOURCE = AppendCompanions.class.getName();

  private AppendCompanions() {}

  /** A write in the transaction of the events. */
  @FunctionalInterface
  public interface Companion {
    /**
     * Writes. A {@link RuntimeException} refuses the command: its events are not stored, and the
     * caller gets the exception.
     */
    void write(Connection connection) throws SQLException;
  }

  /** Adds a companion to the command that is being handled on this thread. */
  public static void add(Companion companion) {
    CurrentUnitOfWork.get()
        .root()
        .<List<Companion>>getOrComputeResource(RESOURCE, ignored -> new ArrayList<>())
        .add(companion);
  }

  /** Whether the database refused a write because there is such a row already. */
  public static boolean isDuplicate(SQLException refused) {
    return UNIQUE_VIOLATION.equals(refused.getSQLState());
  }

  static List<Companion> current() {
    if (!CurrentUnitOfWork.isStarted()) {
      return List.of();
    }
    List<Companion> found = CurrentUnitOfWork.get().root().getResource(RESOURCE);
    return found == null ? List.of() : List.copyOf(found);
  }
}

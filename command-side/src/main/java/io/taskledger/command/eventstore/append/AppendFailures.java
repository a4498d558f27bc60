package io.taskledger.command.eventstore.append;

import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.sql.SQLException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/** What the caller of an append is told when its events were not stored. */
final class AppendFailures {
  private AppendFailures() {}

  /** For what the database refused: a version that is taken is a conflict, in Axon's terms. */
  static RuntimeException of(SQLException refused, EventRow first) {
    if (!TransactionalWrites.isDuplicate(refused)) {
      return new EventStoreException("The events were not stored", refused);
    }
    String taken = "Version " + (first.sequenceNumber() + 1) + " is taken by another writer";
    return first.sequenceNumber() == 0
        ? new AggregateStreamCreationException(taken, refused)
        : new ConcurrencyException(taken, refused);
  }

  /** The store is away, and nothing was written. */
  static ProblemException unchanged() {
    return ProblemException.of(
        ErrorCode.STORE_UNAVAILABLE, "Nothing was changed. Try again in a moment.");
  }

  /** The store is away, and was lost at the worst moment. */
  static ProblemException unknown() {
    return ProblemException.of(
        ErrorCode.STORE_UNAVAILABLE,
        "It is not known whether this was stored: look before you repeat it.");
  }
}

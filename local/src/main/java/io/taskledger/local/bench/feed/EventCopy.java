package io.taskledger.local.bench.feed;

import io.taskledger.local.bench.system.LocalSystem;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** The rows of all events from PostgreSQL, as fast as it gives them. */
record EventCopy(LocalSystem system) {
  private static final String COPY =
      """
      copy (
        select global_index, sequence_number, time_stamp, event_identifier, aggregate_identifier,
               payload_type, payload_revision, meta_data, payload
        from command_side.domain_event order by global_index
      ) to stdout
      """;

  /** Reads them to nothing. */
  Reading read() throws SQLException {
    try (Connection connection = system.database()) {
      return Reading.<SQLException>timed(
          () -> {
            CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(COPY);
            long events = 0;
            long bytes = 0;
            for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
              events++;
              bytes += row.length;
            }
            return new Reading.Size(events, bytes);
          });
    }
  }
}

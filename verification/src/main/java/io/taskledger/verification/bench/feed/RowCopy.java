package io.taskledger.verification.bench.feed;

import io.taskledger.verification.bench.system.LocalSystem;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Rows from PostgreSQL, as fast as it gives them. */
public record RowCopy(LocalSystem system, String select) {
  /** Reads them to nothing. */
  public Reading read() throws SQLException {
    try (Connection connection = system.database()) {
      return Reading.<SQLException>timed(
          () -> {
            CopyOut copy =
                connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (%s) to stdout".formatted(select));
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

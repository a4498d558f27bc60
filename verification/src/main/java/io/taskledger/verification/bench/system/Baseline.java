package io.taskledger.verification.bench.system;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/**
 * What the same PostgreSQL does with one statement a transaction, over many connections at once.
 */
public interface Baseline {
  /** Its name in the table. */
  String name();

  /**
   * Runs the statement for so long.
   *
   * @param sql with parameters like {@code :title}
   * @return transactions a second
   */
  double perSecond(String sql, Map<String, String> parameters, Duration duration)
      throws IOException, SQLException, InterruptedException;

  /** {@code pgbench} if there is one, else a loop over JDBC. */
  static Baseline of(LocalSystem system, int connections) {
    return Pgbench.onPath()
        .<Baseline>map(program -> new Pgbench(program, system, connections))
        .orElseGet(() -> new JdbcLoop(system, connections));
  }
}

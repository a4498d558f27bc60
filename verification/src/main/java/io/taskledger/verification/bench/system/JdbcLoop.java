package io.taskledger.verification.bench.system;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** In place of {@code pgbench} where there is none: the same statements over JDBC. */
record JdbcLoop(LocalSystem system, int connections) implements Baseline {
  private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-z]+)");

  @Override
  public String name() {
    return "a loop over JDBC";
  }

  @Override
  public double perSecond(String sql, Map<String, String> parameters, Duration duration)
      throws SQLException, InterruptedException {
    List<String> values =
        PARAMETER
            .matcher(sql)
            .results()
            .map(found -> parameters.getOrDefault(found.group(1), ""))
            .toList();
    String prepared = PARAMETER.matcher(sql).replaceAll("?");
    var done = new LongAdder();
    var failure = new AtomicReference<@Nullable SQLException>();
    var ready = new CountDownLatch(connections);
    var begin = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    try (Connection connection = system.database();
                        PreparedStatement statement = connection.prepareStatement(prepared)) {
                      ready.countDown();
                      begin.await();
                      repeat(statement, values, duration, done);
                    } catch (SQLException refused) {
                      ready.countDown();
                      failure.compareAndSet(null, refused);
                    } catch (InterruptedException stopped) {
                      Thread.currentThread().interrupt();
                    }
                  }));
    }
    ready.await();
    long start = System.nanoTime();
    begin.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    SQLException refused = failure.get();
    if (refused != null) {
      throw refused;
    }
    return done.sum() * 1e9 / (System.nanoTime() - start);
  }

  private static void repeat(
      PreparedStatement statement, List<String> values, Duration duration, LongAdder done)
      throws SQLException {
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() < end) {
      for (int i = 0; i < values.size(); i++) {
        // Of whatever type the column is.
        statement.setObject(i + 1, values.get(i), java.sql.Types.OTHER);
      }
      if (statement.execute()) {
        statement.getResultSet().close();
      }
      done.increment();
    }
  }
}

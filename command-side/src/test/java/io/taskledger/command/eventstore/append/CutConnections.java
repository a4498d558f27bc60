package io.taskledger.command.eventstore.append;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Loses the first connection during its commit: after the server has committed, or before. */
final class CutConnections extends DelegatingDataSource {
  private final boolean afterTheCommit;
  private final AtomicInteger cuts = new AtomicInteger();

  CutConnections(DataSource real, boolean afterTheCommit) {
    super(real);
    this.afterTheCommit = afterTheCommit;
  }

  /** How many connections were lost. */
  int count() {
    return cuts.get();
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection real = super.getConnection();
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("commit") && cuts.compareAndSet(0, 1)) {
                if (afterTheCommit) {
                  real.commit();
                }
                real.abort(Runnable::run);
                throw new SQLException("The connection is gone", "08006");
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }
}

package io.taskledger.devservers;

import io.taskledger.devservers.process.Binaries;
import io.taskledger.devservers.process.PostgresCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL 18 in processes of its own, reachable on 127.0.0.1 only, that survives any kill
 * of this JVM or of itself with all that was committed. Passwords are checked.
 */
public final class PostgresServer implements AutoCloseable {
  private static final String NAME = "postgres";
  private static final String SUPERUSER = "postgres";
  private static final String DUPLICATE_DATABASE = "42P04";
  private static final String DUPLICATE_ROLE = "42710";

  private final ServerDirectory home;
  private final PostgresCluster cluster;
  private final int port;

  private PostgresServer(ServerDirectory home, PostgresCluster cluster, int port) {
    this.home = home;
    this.cluster = cluster;
    this.port = port;
  }

  /**
   * Starts the server on the data below the directory, which is created when missing. What a killed
   * JVM left running there is shut down first. Programs are unpacked to the sibling {@code
   * binaries}, the log is the sibling {@code logs/postgres.log}.
   *
   * @param port 0 for a free one
   * @throws ServerStartException when the port or the directory is in use, or the server fails
   */
  public static PostgresServer start(Path directory, int port) {
    return start(directory, port, directory.resolveSibling("binaries"), List.of());
  }

  static PostgresServer start(Path directory, int port, Path binaries, List<String> initOptions) {
    ServerDirectory home = ServerDirectory.own(NAME, directory);
    boolean started = false;
    try {
      PostgresCluster.stop(home.path());
      int chosen = Ports.freeOrRequired("PostgreSQL", port);
      var cluster =
          new PostgresCluster(home.path(), Binaries.postgres(binaries), home.log(), initOptions);
      if (!cluster.start(chosen)) {
        throw new ServerStartException(
            "PostgreSQL did not start; the reason is at the end of %s.".formatted(cluster.log()));
      }
      started = true;
      return new PostgresServer(home, cluster, chosen);
    } catch (IOException e) {
      throw home.unusable(e);
    } finally {
      if (!started) {
        home.close();
      }
    }
  }

  /**
   * Shuts down what a killed JVM left running in this directory. {@link #start} does so too; this
   * is for those who first check that their ports are free.
   *
   * @throws ServerStartException when a living JVM uses the directory
   */
  public static void endOrphan(Path directory) {
    ServerDirectory.own(NAME, directory).closeAfter(PostgresCluster::stop);
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** What the server has to say. */
  public Path log() {
    return cluster.log();
  }

  /** A program of the PostgreSQL distribution, if the artefact has it (it has no pgbench). */
  public Optional<Path> binary(String name) {
    return Optional.of(cluster.program(name)).filter(Files::isExecutable);
  }

  /** The URL of a database, without user and password. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /** Unpooled connections as the superuser {@code postgres}. */
  public DataSource superuser(String database) {
    var source = new PGSimpleDataSource();
    source.setUrl(jdbcUrl(database));
    source.setUser(SUPERUSER);
    source.setPassword(superuserPassword());
    return source;
  }

  /** The password of the superuser {@code postgres}, made up when the data was created. */
  public String superuserPassword() {
    return cluster.password();
  }

  /** Creates the database unless it exists. */
  public void ensureDatabase(String name) {
    withConnection(
        SUPERUSER, c -> unlessSo(DUPLICATE_DATABASE, c, "CREATE DATABASE " + quoted(c, name)));
  }

  /** Creates a role that may log in, or gives it this password when it exists. */
  public void ensureRole(String role, String password) {
    withConnection(
        SUPERUSER,
        c -> {
          unlessSo(DUPLICATE_ROLE, c, "CREATE ROLE " + quoted(c, role));
          execute(c, "ALTER ROLE " + quoted(c, role) + " LOGIN");
          // Hashed on this side, so that no password gets into the log of the server.
          c.unwrap(PGConnection.class)
              .alterUserPassword(role, password.toCharArray(), "scram-sha-256");
        });
  }

  /** Creates the schema unless it exists, and makes the role its owner. */
  public void ensureSchema(String database, String schema, String ownerRole) {
    withConnection(
        database,
        c -> {
          execute(c, "CREATE SCHEMA IF NOT EXISTS " + quoted(c, schema));
          execute(
              c, "ALTER SCHEMA %s OWNER TO %s".formatted(quoted(c, schema), quoted(c, ownerRole)));
        });
  }

  /** Lets a role make further schemas in a database. */
  public void allowSchemas(String database, String role) {
    withConnection(
        database,
        c ->
            execute(
                c,
                "GRANT CREATE ON DATABASE %s TO %s"
                    .formatted(quoted(c, database), quoted(c, role))));
  }

  /**
   * Ends all processes of the server at once with SIGKILL, for failure tests; close() still due.
   */
  public void kill() {
    try {
      cluster.kill();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Disconnects all clients and shuts down cleanly; may be called again. */
  @Override
  public void close() {
    home.closeAfter(PostgresCluster::stop);
  }

  private void withConnection(String database, Work work) {
    try (Connection connection = superuser(database).getConnection()) {
      work.on(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL refused: " + e.getMessage(), e);
    }
  }

  private static void unlessSo(String expectedState, Connection connection, String sql)
      throws SQLException {
    try {
      execute(connection, sql);
    } catch (SQLException e) {
      if (!expectedState.equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String quoted(Connection connection, String name) throws SQLException {
    return connection.unwrap(PGConnection.class).escapeIdentifier(name);
  }

  @FunctionalInterface
  private interface Work {
    void on(Connection connection) throws SQLException;
  }
}

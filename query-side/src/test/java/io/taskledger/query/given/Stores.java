package io.taskledger.query.given;

import com.zaxxer.hikari.HikariDataSource;
import io.taskledger.devservers.PostgresServer;
import io.taskledger.devservers.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;

/** The stores as projections leaves them, and the issuer of tokens; made once for all tests. */
public final class Stores implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  private static final String PASSWORD = "for-tests";

  /** The migration of projections itself: what is found depends on it. */
  private static final Path SEARCH_WORDS =
      Path.of("../projections/src/main/resources/db/projections/V1008__search_words.sql");

  private static @Nullable String url;

  /** Connections of the side that writes. */
  static DataSource projections() {
    var source = new PGSimpleDataSource();
    source.setUrl(url());
    source.setUser("projections");
    source.setPassword(PASSWORD);
    return source;
  }

  /** The same, kept open. */
  static DataSource projectionsPool() {
    var pool = new HikariDataSource();
    pool.setDataSource(projections());
    pool.setMaximumPoolSize(3);
    pool.setMinimumIdle(0);
    pool.setIdleTimeout(10_000);
    return pool;
  }

  private static synchronized String url() {
    if (url == null) {
      PostgresServer postgres = TestServers.postgres();
      String database = TestServers.freshDatabase();
      postgres.ensureRole("projections", PASSWORD);
      postgres.ensureRole("query_side", PASSWORD);
      postgres.ensureSchema(database, "projections", "projections");
      url = postgres.jdbcUrl(database) + "?currentSchema=projections";
      try {
        makeTables();
      } catch (SQLException | IOException failed) {
        throw new IllegalStateException(failed);
      }
    }
    return url;
  }

  private static void makeTables() throws SQLException, IOException {
    try (Connection connection = projections().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          Files.readString(SEARCH_WORDS).replace("${flyway:defaultSchema}", "projections"));
      statement.execute(
          new ClassPathResource("read-models.sql").getContentAsString(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    TestPropertyValues.of(
            Map.of(
                "spring.datasource.url",
                url(),
                "spring.datasource.password",
                PASSWORD,
                "taskledger.redis.uri",
                TestServers.redis().uri(),
                "taskledger.service-token",
                Positions.SERVICE_TOKEN,
                "taskledger.command-side.uri",
                EventStreamServer.started().uri().toString(),
                "taskledger.identity.jwks-uri",
                Issuer.started().keys()))
        .applyTo(context);
  }
}

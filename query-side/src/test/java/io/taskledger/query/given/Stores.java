package io.taskledger.query.given;

import com.zaxxer.hikari.HikariDataSource;
import io.taskledger.devservers.PostgresServer;
import io.taskledger.devservers.TestServers;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The stores as projections leaves them, and the issuer of tokens; made once for all tests. */
public final class Stores implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  private static final String PASSWORD = "for-tests";
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
      new ResourceDatabasePopulator(new ClassPathResource("read-models.sql"))
          .execute(projections());
    }
    return url;
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
                "taskledger.command-side.uri",
                FeedServer.started().uri().toString(),
                "taskledger.service-token",
                "token",
                "taskledger.identity.jwks-uri",
                Issuer.started().keys()))
        .applyTo(context);
  }
}

package io.taskledger.projection.testing;

import com.zaxxer.hikari.HikariDataSource;
import io.taskledger.devservers.TestServers;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A database with the schema of the projections, as local mode prepares it. */
public final class ProjectionsDatabase implements AutoCloseable {
  public static final String PASSWORD = "secret";

  private final String name;
  private final HikariDataSource dataSource = new HikariDataSource();

  private ProjectionsDatabase(String name) {
    this.name = name;
    dataSource.setJdbcUrl(url());
    dataSource.setUsername("projections");
    dataSource.setPassword(PASSWORD);
    dataSource.setMaximumPoolSize(4);
    // As in projections.yaml.
    dataSource.setConnectionInitSql("set plan_cache_mode = force_custom_plan");
  }

  /** With roles and schema, but without tables. */
  public static ProjectionsDatabase prepared() {
    String name = TestServers.freshDatabase();
    var postgres = TestServers.postgres();
    postgres.ensureRole("projections", PASSWORD);
    postgres.ensureRole("query_side", PASSWORD);
    postgres.ensureSchema(name, "projections", "projections");
    postgres.allowSchemas(name, "projections");
    return new ProjectionsDatabase(name);
  }

  /** With tables. */
  public static ProjectionsDatabase migrated() {
    var database = prepared();
    Flyway.configure()
        .dataSource(database.dataSource)
        .locations("classpath:db/inbox", "classpath:db/projections")
        .defaultSchema("projections")
        .placeholders(Map.of("reader", "query_side"))
        .load()
        .migrate();
    return database;
  }

  public String url() {
    return TestServers.postgres().jdbcUrl(name) + "?currentSchema=projections";
  }

  public HikariDataSource dataSource() {
    return dataSource;
  }

  public JdbcTemplate jdbc() {
    return new JdbcTemplate(dataSource);
  }

  public long number(String sql) {
    Long number = jdbc().queryForObject(sql, Long.class);
    return number == null ? 0 : number;
  }

  public JdbcTransactionManager transactions() {
    return new JdbcTransactionManager(dataSource);
  }

  /** Back to where there was no generation, and nothing was applied. */
  public void empty() {
    jdbc()
        .queryForList("select schema_name from generation where state <> 'dropped'", String.class)
        .forEach(schema -> jdbc().execute("drop schema if exists " + schema + " cascade"));
    jdbc().execute("truncate generation, rebuild, inbox_partition");
  }

  @Override
  public void close() {
    dataSource.close();
  }
}

package io.taskledger.notification;

import io.taskledger.devservers.TestServers;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** Databases with the schema of this service, owned by its role. */
public final class TestDatabase {
  static final String SCHEMA = "notifications";
  static final String ROLE = "notifications";
  static final String PASSWORD = "for-tests-only";

  private TestDatabase() {}

  /** A new database, with the role and the empty schema; tells its URL. */
  static String fresh() {
    String name = TestServers.freshDatabase();
    TestServers.postgres().ensureRole(ROLE, PASSWORD);
    TestServers.postgres().ensureSchema(name, SCHEMA, ROLE);
    return TestServers.postgres().jdbcUrl(name) + "?currentSchema=" + SCHEMA;
  }

  /** A new database with all tables, for tests that do without the service. */
  public static DataSource migrated() {
    return migratedTo("latest");
  }

  /** As above, with the tables of an earlier version. */
  public static DataSource migratedTo(String version) {
    DataSource source = at(fresh());
    migrate(source, version);
    return source;
  }

  /** Migrates to this version. */
  public static void migrate(DataSource source, String version) {
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/inbox", "classpath:db/notifications")
        .defaultSchema(SCHEMA)
        .target(version)
        // The tables of the inbox have higher numbers.
        .outOfOrder(true)
        .load()
        .migrate();
  }

  static DataSource at(String url) {
    var source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(ROLE);
    source.setPassword(PASSWORD);
    return source;
  }
}

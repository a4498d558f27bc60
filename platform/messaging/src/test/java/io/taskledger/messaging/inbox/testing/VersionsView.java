package io.taskledger.messaging.inbox.testing;

import io.taskledger.devservers.TestServers;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;

/** A view that keeps which versions its consumer was handed, in the order in which it was. */
public final class VersionsView {
  private final JdbcTemplate jdbc;
  private final String consumer;

  /** The view of this consumer in a {@link #database}. */
  public VersionsView(DataSource database, String consumer) {
    this.jdbc = new JdbcTemplate(database);
    this.consumer = consumer;
  }

  /** A new database with the tables of the inbox and of such views. */
  public static DataSource database() {
    DataSource database = TestServers.postgres().superuser(TestServers.freshDatabase());
    Flyway.configure().dataSource(database).locations("classpath:db/inbox").load().migrate();
    new JdbcTemplate(database)
        .execute(
            "create table view (consumer text, n bigint generated always as identity,"
                + " stream_id uuid, version bigint)");
    return database;
  }

  /** Adds an event, in the transaction of the calling thread. */
  public void add(UUID task, long version) {
    jdbc.update(
        "insert into view (consumer, stream_id, version) values (?, ?, ?)",
        consumer,
        task,
        version);
  }

  /** The versions of a task that were handed over. */
  public List<Long> of(UUID task) {
    return jdbc.queryForList(
        "select version from view where consumer = ? and stream_id = ? order by n",
        Long.class,
        consumer,
        task);
  }

  /** The versions that the inbox has recorded, one for each task. */
  public List<Long> processed() {
    return jdbc.queryForList(
        "select version from processed_version where consumer = ?", Long.class, consumer);
  }
}

package io.taskledger.query.viewprogress;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far a view in PostgreSQL is, as its consumer notes it in the transaction of the view itself.
 */
public record PostgresViewProgress(View view, JdbcClient jdbc) implements ViewProgress {
  @Override
  public Map<UUID, Long> of(Set<UUID> streams) {
    var versions = new HashMap<UUID, Long>();
    jdbc.sql(
            "select stream_id, version from "
                + view.versions()
                + " where stream_id = any(:streams)")
        .param("streams", streams.toArray(new UUID[0]))
        .query(
            row -> {
              versions.put(row.getObject("stream_id", UUID.class), row.getLong("version"));
            });
    return versions;
  }
}

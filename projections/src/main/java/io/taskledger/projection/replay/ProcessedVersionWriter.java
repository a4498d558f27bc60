package io.taskledger.projection.replay;

import io.taskledger.eventstream.RecordedEvent;
import io.taskledger.projection.batch.ColumnMapping;
import io.taskledger.projection.batch.MultiRow;
import io.taskledger.projection.batch.PgCopyWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The ledger of a generation that is being filled, written in bulk. */
@Component
class ProcessedVersionWriter {
  /** What an entry takes in memory. Bytes. */
  private static final int ENTRY_WEIGHT = 120;

  private static final int ROWS_AT_ONCE = 5_000;

  private final JdbcTemplate jdbc;

  ProcessedVersionWriter(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Collects what is applied to the generation of a projection. */
  Buffer buffer(String consumer) {
    return new Buffer(consumer);
  }

  final class Buffer {
    private final Map<UUID, Long> versions = new HashMap<>();
    private final List<ColumnMapping<Map.Entry<UUID, Long>>> columns;

    private Buffer(String consumer) {
      columns =
          List.of(
              new ColumnMapping<>("consumer", "text", entry -> consumer),
              new ColumnMapping<>("stream_id", "uuid", Map.Entry::getKey),
              new ColumnMapping<>("version", "int8", Map.Entry::getValue));
    }

    void add(RecordedEvent event) {
      versions.put(event.streamId(), event.version());
    }

    long weight() {
      return (long) versions.size() * ENTRY_WEIGHT;
    }

    /** Writes in the transaction of the calling thread; much faster when the table is empty. */
    void write(boolean hasRows) {
      if (!hasRows) {
        new PgCopyWriter<>("processed_version", columns).write(jdbc, versions.entrySet());
        return;
      }
      var upsert =
          MultiRow.insert(
              "processed_version",
              columns,
              "(consumer, stream_id) do update set version = excluded.version");
      List<Map.Entry<UUID, Long>> rows = List.copyOf(versions.entrySet());
      for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
        upsert.write(jdbc, rows.subList(from, Math.min(from + ROWS_AT_ONCE, rows.size())));
      }
    }

    void clear() {
      versions.clear();
    }
  }
}

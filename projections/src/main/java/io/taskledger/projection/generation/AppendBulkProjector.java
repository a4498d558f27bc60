package io.taskledger.projection.generation;

import io.taskledger.eventstream.RecordedEvent;
import io.taskledger.projection.batch.PgCopyWriter;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcOperations;

/** For views of which each event adds one row, and none changes another. */
public final class AppendBulkProjector<R> implements BulkProjector {
  private final JdbcOperations jdbc;
  private final Function<RecordedEvent, R> row;
  private final PgCopyWriter<R>.Rows rows;

  /** Copies to a table what the function makes of each event. */
  public AppendBulkProjector(
      PgCopyWriter<R> copy, JdbcOperations jdbc, Function<RecordedEvent, R> row) {
    this.jdbc = jdbc;
    this.row = row;
    this.rows = copy.new Rows();
  }

  @Override
  public void recall(List<RecordedEvent> events) {
    // No row builds upon another.
  }

  @Override
  public void take(RecordedEvent event) {
    rows.add(row.apply(event));
  }

  @Override
  public long weight() {
    return rows.size();
  }

  @Override
  public void write() {
    rows.write(jdbc);
  }

  @Override
  public void written() {
    rows.clear();
  }

  @Override
  public void forget() {
    // Nothing is kept that was written.
  }
}

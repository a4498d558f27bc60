package io.taskledger.projection.generation;

import io.taskledger.events.feed.FeedLine;
import io.taskledger.projection.batch.Copy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcOperations;

/** For views of which each event adds one row, and none changes another. */
public final class AppendFold<R> implements Fold {
  /** What a row takes beside its texts. Bytes. */
  private static final int ROW_WEIGHT = 800;

  private final Copy<R> copy;
  private final JdbcOperations jdbc;
  private final Function<FeedLine, R> row;
  private final List<R> rows = new ArrayList<>();
  private long weight;

  /** Copies to a table what the function makes of each event. */
  public AppendFold(Copy<R> copy, JdbcOperations jdbc, Function<FeedLine, R> row) {
    this.copy = copy;
    this.jdbc = jdbc;
    this.row = row;
  }

  @Override
  public void recall(List<FeedLine> events) {
    // No row builds upon another.
  }

  @Override
  public void take(FeedLine event) {
    rows.add(row.apply(event));
    weight += ROW_WEIGHT + 2L * event.payload().length();
  }

  @Override
  public long weight() {
    return weight;
  }

  @Override
  public void write() {
    copy.write(jdbc, rows);
  }

  @Override
  public void written() {
    rows.clear();
    weight = 0;
  }
}

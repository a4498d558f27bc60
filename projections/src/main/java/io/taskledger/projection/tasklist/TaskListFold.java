package io.taskledger.projection.tasklist;

import io.taskledger.events.feed.FeedLine;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.projection.generation.Fold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Folds whole tasks in memory, so that each is written once and not once an event. */
final class TaskListFold implements Fold {
  /** What a row takes without its texts: about forty small objects. Bytes. */
  private static final int ROW_WEIGHT = 900;

  private final TaskTable table;
  private final Map<UUID, TaskRow> rows = new HashMap<>();
  private final Set<UUID> inTable = new HashSet<>();
  private long weight;

  TaskListFold(TaskTable table) {
    this.table = table;
  }

  @Override
  public void recall(List<FeedLine> events) {
    Set<UUID> missing = new HashSet<>();
    for (FeedLine event : events) {
      UUID task = event.streamId();
      if (event.version() > 1 && !rows.containsKey(task)) {
        missing.add(task);
      }
    }
    table
        .read(missing)
        .forEach(
            (task, row) -> {
              inTable.add(task);
              put(task, row);
            });
  }

  @Override
  public void take(FeedLine line) {
    if (line.payloadEvent() instanceof TaskEvent event) {
      UUID task = event.streamId();
      put(task, TaskRow.evolve(rows.get(task), event, line.at(), line.version()));
    }
  }

  @Override
  public long weight() {
    return weight;
  }

  @Override
  public void write() {
    List<TaskRow> added = new ArrayList<>(rows.size());
    List<TaskRow> replaced = new ArrayList<>(inTable.size());
    rows.forEach((task, row) -> (inTable.contains(task) ? replaced : added).add(row));
    table.add(added);
    table.replace(replaced);
  }

  @Override
  public void written() {
    rows.clear();
    inTable.clear();
    weight = 0;
  }

  private void put(UUID task, TaskRow row) {
    weight += weightOf(row) - weightOf(rows.put(task, row));
  }

  private static long weightOf(@Nullable TaskRow row) {
    if (row == null) {
      return 0;
    }
    String description = row.details().description();
    return ROW_WEIGHT
        + row.details().title().length()
        + (description == null ? 0 : description.length());
  }
}

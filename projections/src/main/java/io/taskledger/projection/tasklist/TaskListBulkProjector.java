package io.taskledger.projection.tasklist;

import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskState;
import io.taskledger.eventstream.RecordedEvent;
import io.taskledger.projection.generation.BulkProjector;
import io.taskledger.projection.generation.Generation;
import io.taskledger.projection.task.TaskColumns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Folds whole tasks in memory, so that each is written once and not once an event. */
final class TaskListBulkProjector implements BulkProjector {
  /**
   * Keeps the tasks of a person together in the table: whoever reads all of them visits a sixth of
   * the pages (ADR 18).
   */
  private static final Comparator<TaskState> OWNERS =
      Comparator.<TaskState, UUID>comparing(row -> row.owner().value())
          .thenComparing(TaskState::createdAt);

  private final TaskTable table;
  private final Map<UUID, Held> tasks = new HashMap<>();
  private final String schema;

  /** Whether the table is: then a failed attempt begins with a new one, whatever is in it. */
  private boolean isEmpty;

  private long weight;

  /** A task in memory, and how it stands in the table: not, as it is here, or older. */
  private static final class Held {
    @Nullable TaskState row;
    boolean isInTable;
    boolean isNewer;
  }

  TaskListBulkProjector(TaskTable table, Generation generation) {
    this.table = table;
    this.schema = generation.schema();
    this.isEmpty = generation.readUntil() == 0;
  }

  @Override
  public void recall(List<RecordedEvent> events) {
    Set<UUID> missing = new HashSet<>();
    for (RecordedEvent event : events) {
      UUID task = event.streamId();
      if (event.version() > 1 && !tasks.containsKey(task)) {
        missing.add(task);
      }
    }
    table.read(missing).forEach((task, row) -> put(task, row).isInTable = true);
  }

  @Override
  public void take(RecordedEvent line) {
    if (line.payloadEvent() instanceof TaskEvent event) {
      UUID task = event.streamId();
      Held held = tasks.get(task);
      TaskState row =
          TaskState.evolve(held == null ? null : held.row, event, line.at(), line.version());
      put(task, row).isNewer = true;
    }
  }

  @Override
  public long weight() {
    return weight;
  }

  @Override
  public void write() {
    List<TaskState> added = new ArrayList<>(tasks.size());
    List<TaskState> replaced = new ArrayList<>();
    for (Held held : tasks.values()) {
      if (held.row != null && held.isNewer) {
        (held.isInTable ? replaced : added).add(held.row);
      }
    }
    added.sort(OWNERS);
    if (isEmpty) {
      table.fill(schema, added);
    } else {
      table.add(added);
    }
    table.replace(replaced);
  }

  @Override
  public void written() {
    isEmpty = false;
    tasks
        .values()
        .forEach(
            held -> {
              held.isInTable = true;
              held.isNewer = false;
            });
  }

  @Override
  public void forget() {
    tasks.clear();
    weight = 0;
  }

  private Held put(UUID task, TaskState row) {
    Held held = tasks.computeIfAbsent(task, ignored -> new Held());
    weight += TaskColumns.weight(row) - TaskColumns.weight(held.row);
    held.row = row;
    return held;
  }
}

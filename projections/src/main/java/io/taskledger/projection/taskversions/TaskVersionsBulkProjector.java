package io.taskledger.projection.taskversions;

import io.taskledger.events.task.TaskEvent;
import io.taskledger.eventstream.RecordedEvent;
import io.taskledger.projection.batch.EventContext;
import io.taskledger.projection.batch.PgCopyWriter;
import io.taskledger.projection.generation.BulkProjector;
import io.taskledger.projection.task.TaskColumns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes versions one from the other in memory; each becomes a row at once. */
final class TaskVersionsBulkProjector implements BulkProjector {
  private final TaskVersionTable table;
  private final PgCopyWriter<TaskVersion>.Rows rows;
  private final Map<UUID, TaskVersion> latest = new HashMap<>();
  private long weight;

  TaskVersionsBulkProjector(TaskVersionTable table) {
    this.table = table;
    this.rows = table.rows();
  }

  @Override
  public void recall(List<RecordedEvent> events) {
    List<UUID> missing =
        events.stream()
            .filter(event -> event.version() > 1)
            .map(RecordedEvent::streamId)
            .distinct()
            .filter(task -> !latest.containsKey(task))
            .toList();
    table.latest(missing).forEach(this::put);
  }

  @Override
  public void take(RecordedEvent line) {
    if (line.payloadEvent() instanceof TaskEvent event) {
      UUID task = event.streamId();
      TaskVersion version =
          TaskVersion.evolve(
              latest.get(task),
              new EventContext<>(event, line.at(), line.version(), line.position()));
      put(task, version);
      rows.add(version);
    }
  }

  @Override
  public long weight() {
    return weight + rows.size();
  }

  @Override
  public void write() {
    table.write(rows);
  }

  @Override
  public void written() {
    rows.clear();
  }

  @Override
  public void forget() {
    latest.clear();
    weight = 0;
  }

  private void put(UUID task, TaskVersion version) {
    TaskVersion before = latest.put(task, version);
    weight +=
        TaskColumns.weight(version.row())
            - TaskColumns.weight(before == null ? null : before.row());
  }
}

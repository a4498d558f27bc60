package io.taskledger.projection.taskversions;

import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskState;
import io.taskledger.projection.batch.Column;
import io.taskledger.projection.batch.Copy;
import io.taskledger.projection.batch.Happened;
import io.taskledger.projection.batch.MultiRow;
import io.taskledger.projection.task.TaskColumns;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table of versions: rows are added, and never changed. */
@Component
class TaskVersionTable {
  private static final List<Column<TaskVersion>> COLUMNS =
      Stream.concat(
              TaskColumns.ALL.stream().map(TaskVersionTable::ofRow),
              Stream.of(
                  new Column<TaskVersion>("position", "int8", TaskVersion::position),
                  new Column<TaskVersion>("valid_from", "timestamptz", TaskVersion::validFrom),
                  new Column<TaskVersion>("has_new_words", "bool", TaskVersion::hasNewWords)))
          .toList();

  private static final MultiRow<TaskVersion> INSERT =
      MultiRow.insert("task_version", COLUMNS, "do nothing");

  /** Without the words, which nobody here reads. */
  private static final String LATEST =
      """
      select v.* from unnest(?) wanted
        cross join lateral (
          select %s from task_version where task_id = wanted order by valid_from desc, version desc limit 1) v
      """
          .formatted(COLUMNS.stream().map(Column::name).collect(Collectors.joining(", ")));

  private static final Copy<TaskVersion> COPY = new Copy<>("task_version", COLUMNS);

  private final JdbcTemplate jdbc;

  TaskVersionTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds the versions that these events make; those of a task are in version order. */
  void apply(List<Happened<TaskEvent>> events) {
    Map<UUID, TaskVersion> latest =
        latest(events.stream().map(each -> each.event().streamId()).distinct().toList());
    List<TaskVersion> added = new ArrayList<>();
    for (Happened<TaskEvent> each : events) {
      UUID task = each.event().streamId();
      TaskVersion before = latest.get(task);
      TaskVersion after = TaskVersion.evolve(before, each);
      if (after != before) {
        added.add(after);
        latest.put(task, after);
      }
    }
    INSERT.write(jdbc, added);
  }

  /** Rows to be copied into an empty table. */
  Copy<TaskVersion>.Rows rows() {
    return COPY.new Rows();
  }

  void write(Copy<TaskVersion>.Rows rows) {
    rows.write(jdbc);
  }

  /** The last version of those of the tasks that have one. */
  Map<UUID, TaskVersion> latest(Collection<UUID> tasks) {
    Map<UUID, TaskVersion> versions = new HashMap<>();
    jdbc.query(
        LATEST,
        select -> select.setArray(1, select.getConnection().createArrayOf("uuid", tasks.toArray())),
        found -> {
          TaskState row = TaskColumns.read(found);
          versions.put(
              row.taskId().value(),
              new TaskVersion(
                  row,
                  found.getLong("position"),
                  found.getObject("valid_from", OffsetDateTime.class).toInstant(),
                  found.getBoolean("has_new_words")));
        });
    return versions;
  }

  private static Column<TaskVersion> ofRow(Column<TaskState> column) {
    return new Column<>(
        column.name(), column.type(), version -> column.value().apply(version.row()));
  }
}

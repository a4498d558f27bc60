package io.taskledger.projection.taskversions;

import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskState;
import io.taskledger.projection.batch.ColumnMapping;
import io.taskledger.projection.batch.EventContext;
import io.taskledger.projection.batch.MultiRow;
import io.taskledger.projection.batch.PgCopyWriter;
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
  private static final List<ColumnMapping<TaskVersion>> COLUMNS =
      Stream.concat(
              TaskColumns.ALL.stream().map(TaskVersionTable::ofRow),
              Stream.of(
                  new ColumnMapping<TaskVersion>("position", "int8", TaskVersion::position),
                  new ColumnMapping<TaskVersion>(
                      "valid_from", "timestamptz", TaskVersion::validFrom),
                  new ColumnMapping<TaskVersion>(
                      "has_new_words", "bool", TaskVersion::hasNewWords)))
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
          .formatted(COLUMNS.stream().map(ColumnMapping::name).collect(Collectors.joining(", ")));

  private static final PgCopyWriter<TaskVersion> COPY = new PgCopyWriter<>("task_version", COLUMNS);

  private final JdbcTemplate jdbc;

  TaskVersionTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds the versions that these events make; those of a task are in version order. */
  void apply(List<EventContext<TaskEvent>> events) {
    Map<UUID, TaskVersion> latest =
        latest(events.stream().map(each -> each.event().streamId()).distinct().toList());
    List<TaskVersion> added = new ArrayList<>();
    for (EventContext<TaskEvent> each : events) {
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
  PgCopyWriter<TaskVersion>.Rows rows() {
    return COPY.new Rows();
  }

  void write(PgCopyWriter<TaskVersion>.Rows rows) {
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

  private static ColumnMapping<TaskVersion> ofRow(ColumnMapping<TaskState> column) {
    return new ColumnMapping<>(
        column.name(), column.type(), version -> column.value().apply(version.row()));
  }
}

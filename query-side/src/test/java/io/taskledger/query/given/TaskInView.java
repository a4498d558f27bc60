package io.taskledger.query.given;

import io.taskledger.events.task.Priority;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A row of the task table in the making. */
public final class TaskInView {
  private static final OffsetDateTime LONG_AGO =
      OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  final Map<String, Object> columns = new LinkedHashMap<>();

  private final UUID id;
  private final UUID owner;
  private long version;

  private TaskInView(UUID id, UUID owner) {
    this.id = id;
    this.owner = owner;
    set("task_id", id);
    set("user_id", owner);
    set("title", "a task");
    set("priority", 1);
    set("status", "pending");
    set("tags", new String[0]);
    set("reminders", new String[0]);
    set("created_at", LONG_AGO);
    set("updated_at", LONG_AGO);
    version(1);
  }

  public static TaskInView aTaskOf(UUID owner) {
    return new TaskInView(UUID.randomUUID(), owner);
  }

  /** The same task, one event later. */
  public TaskInView next() {
    var next = new TaskInView(id, owner);
    next.columns.putAll(columns);
    return next.version(version + 1);
  }

  public TaskInView called(String title) {
    return set("title", title);
  }

  public TaskInView describedAs(String description) {
    return set("description", description);
  }

  public TaskInView priority(Priority priority) {
    return set("priority", priority.ordinal());
  }

  public TaskInView status(String status) {
    return set("status", status);
  }

  public TaskInView due(String time) {
    return time("due_date", time);
  }

  public TaskInView created(String time) {
    return time("created_at", time);
  }

  public TaskInView tagged(String... tags) {
    return set("tags", tags);
  }

  public TaskInView assignedTo(UUID assignee) {
    return set("assignee_id", assignee);
  }

  public TaskInView unassigned() {
    columns.remove("assignee_id");
    return this;
  }

  public TaskInView partOf(UUID parent) {
    return set("parent_task_id", parent);
  }

  public TaskInView inCategory(String categoryId) {
    return set("category_id", categoryId);
  }

  public TaskInView inTrashSince(String time) {
    return time("deleted_at", time);
  }

  public TaskInView version(long version) {
    this.version = version;
    return set("version", version);
  }

  public TaskInView time(String column, String time) {
    return set(column, OffsetDateTime.parse(time));
  }

  public TaskInView set(String column, Object value) {
    columns.put(column, value);
    return this;
  }

  /** Whether this person owns it or is assigned to it. */
  public boolean isSeenBy(UUID person) {
    return person.equals(owner) || person.equals(columns.get("assignee_id"));
  }

  long version() {
    return version;
  }

  public UUID id() {
    return id;
  }
}

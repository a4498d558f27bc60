package io.taskledger.query.given;

import io.taskledger.events.task.Priority;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the task table in the making. */
public final class TaskInView {
  private static final OffsetDateTime LONG_AGO =
      OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  final Map<String, Object> columns = new LinkedHashMap<>();

  private final UUID id;
  private final @Nullable List<@Nullable Object> textsBefore;

  private TaskInView(
      UUID id, Map<String, Object> columns, @Nullable List<@Nullable Object> textsBefore) {
    this.id = id;
    this.textsBefore = textsBefore;
    this.columns.putAll(columns);
  }

  private TaskInView(UUID owner) {
    this(UUID.randomUUID(), Map.of(), null);
    set("task_id", id);
    set("user_id", owner);
    set("title", "a task");
    set("priority", 1);
    set("status", "pending");
    set("tags", new String[0]);
    set("reminders", new String[0]);
    set("created_at", LONG_AGO);
    set("updated_at", LONG_AGO);
    set("version", 1L);
  }

  public static TaskInView aTaskOf(UUID owner) {
    return new TaskInView(owner);
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
    return set("version", version);
  }

  public TaskInView time(String column, String time) {
    return set(column, OffsetDateTime.parse(time));
  }

  public TaskInView set(String column, Object value) {
    columns.put(column, value);
    return this;
  }

  /** The same task with one more event, to be changed as the event did. */
  public TaskInView next() {
    return new TaskInView(id, columns, texts()).version(version() + 1);
  }

  public TaskInView unassigned() {
    return without("assignee_id");
  }

  public TaskInView without(String column) {
    columns.remove(column);
    return this;
  }

  /** Whether its texts are not those that it had before {@link #next}. */
  boolean hasNewWords() {
    return !texts().equals(textsBefore);
  }

  private List<@Nullable Object> texts() {
    return Arrays.asList(
        get("title"), get("description"), Arrays.asList((String[]) columns.get("tags")));
  }

  /** What stands in a column; null where nothing does. */
  public @Nullable Object get(String column) {
    return columns.get(column);
  }

  /** Whether this person owns it or is assigned to it. */
  public boolean isSeenBy(UUID person) {
    return person.equals(columns.get("user_id")) || person.equals(columns.get("assignee_id"));
  }

  public UUID id() {
    return id;
  }

  public long version() {
    return columns.get("version") instanceof Long version ? version : 0;
  }
}

package io.taskledger.events.task;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * New (or previous) values of some fields of a task. A field that is present with {@code null} is
 * one that was emptied; a field that is absent was not touched.
 */
public final class TaskChanges {
  private static final TaskChanges NONE = new TaskChanges(new EnumMap<>(TaskField.class));

  private final Map<TaskField, @Nullable Object> values;

  private TaskChanges(EnumMap<TaskField, @Nullable Object> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** Nothing touched. */
  public static TaskChanges none() {
    return NONE;
  }

  /** These values; each must be of its field's type. */
  public static TaskChanges of(Map<TaskField, ? extends @Nullable Object> values) {
    var copy = new EnumMap<TaskField, @Nullable Object>(TaskField.class);
    copy.putAll(values);
    return new TaskChanges(copy);
  }

  /** A single field. */
  public static TaskChanges of(TaskField field, @Nullable Object value) {
    return none().and(field, value);
  }

  /** These changes and one more. */
  public TaskChanges and(TaskField field, @Nullable Object value) {
    var copy = new EnumMap<TaskField, @Nullable Object>(TaskField.class);
    copy.putAll(values);
    copy.put(field, value);
    return new TaskChanges(copy);
  }

  /** These changes less one field. */
  public TaskChanges without(TaskField field) {
    var copy = new EnumMap<TaskField, @Nullable Object>(TaskField.class);
    copy.putAll(values);
    copy.remove(field);
    return new TaskChanges(copy);
  }

  /** The fields that are touched, in the order of {@link TaskField}. */
  public Set<TaskField> fields() {
    return values.keySet();
  }

  /** Whether the field is touched. */
  public boolean touches(TaskField field) {
    return values.containsKey(field);
  }

  /** The field's value; {@code null} where it was emptied or not touched. */
  public @Nullable Object get(TaskField field) {
    return values.get(field);
  }

  /** Whether nothing is touched. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** The field's value here, or the current one where the field is not touched. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
  <T> T or(TaskField field, T current) {
    return values.containsKey(field) ? (T) values.get(field) : current;
  }

  /** As {@link #or}, for a field that can be empty. */
  @SuppressWarnings("unchecked")
  <T> @Nullable T orEmpty(TaskField field, @Nullable T current) {
    return values.containsKey(field) ? (T) values.get(field) : current;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TaskChanges changes && values.equals(changes.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}

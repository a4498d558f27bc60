package io.taskledger.query.tasklist;

import io.taskledger.query.page.KeyType;
import io.taskledger.query.page.Keyset;
import io.taskledger.query.request.Value;

/** The orders in which tasks can be listed. */
final class TaskOrder {
  static final Value<Keyset> VALUE =
      new Value<>(
          TaskOrder::named,
          "Give createdAt, updatedAt, dueDate, priority or title, with '-' before it to turn the"
              + " order round.");
  static final Keyset NEWEST_FIRST = named("-createdAt");

  /** Needs the parameter {@code q}. */
  static final Keyset BEST_MATCH_FIRST =
      new Keyset(SearchWords.RANK, KeyType.REAL, true, false, "task_id");

  private TaskOrder() {}

  private static Keyset named(String sort) {
    boolean descending = sort.startsWith("-");
    return switch (descending ? sort.substring(1) : sort) {
      case "createdAt" -> by("created_at", KeyType.TIME, descending);
      case "updatedAt" -> by("updated_at", KeyType.TIME, descending);
      case "priority" -> by("priority", KeyType.NUMBER, descending);
      case "title" -> by("title", KeyType.TEXT, descending);
      case "dueDate" -> new Keyset("due_date", KeyType.TIME, descending, true, "task_id");
      default -> throw new IllegalArgumentException("tasks cannot be sorted by " + sort);
    };
  }

  private static Keyset by(String column, KeyType type, boolean descending) {
    return new Keyset(column, type, descending, false, "task_id");
  }
}

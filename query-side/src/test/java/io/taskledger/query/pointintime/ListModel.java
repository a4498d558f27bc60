package io.taskledger.query.pointintime;

import io.taskledger.query.given.TaskInView;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** What lists of tasks are, said without a database: each filter and each order by its query. */
final class ListModel {
  /** Whether a task that is not in the trash is let through, at a moment. */
  final Map<String, BiPredicate<TaskInView, Instant>> filters = new LinkedHashMap<>();

  final Map<String, Comparator<TaskInView>> orders = new LinkedHashMap<>();

  /** The order of lists that name none. */
  final Comparator<TaskInView> newestFirst;

  ListModel(UUID assignee) {
    filter("", task -> true);
    filter("status=pending", task -> "pending".equals(task.get("status")));
    filter("status=in-progress,completed", task -> !"pending".equals(task.get("status")));
    filter("priority=LOW,URGENT", task -> List.of(0, 3).contains(task.get("priority")));
    filter("tag=garden", task -> tags(task).contains("garden"));
    filter("tag=home&tag=water", task -> tags(task).containsAll(List.of("home", "water")));
    filter("categoryId=budget", task -> "budget".equals(task.get("category_id")));
    filter("assigneeId=" + assignee, task -> assignee.equals(task.get("assignee_id")));
    filter(
        "parentTaskId=" + Histories.PARENT,
        task -> Histories.PARENT.equals(task.get("parent_task_id")));
    Instant noon = Instant.parse("2026-03-03T12:00:00Z");
    filter("dueBefore=" + noon, task -> isDueBefore(task, noon));
    filter("dueAfter=" + noon, task -> due(task) != null && !isDueBefore(task, noon));
    filters.put("overdue=true", ListModel::isOverdue);
    filters.put("overdue=false", (task, moment) -> !isOverdue(task, moment));
    filter("q=garden&sort=-createdAt", task -> words(task).contains("garden"));
    filter("q=repor&sort=-createdAt", task -> words(task).contains("repor"));
    filter("q=budget%20-water&sort=-createdAt", task -> onlyBudget(words(task)));
    newestFirst = order("createdAt", "created_at");
    order("updatedAt", "updated_at");
    order("dueDate", "due_date");
    order("priority", "priority");
    order("title", "title");
  }

  private interface Filter {
    boolean lets(TaskInView task);
  }

  private void filter(String query, Filter filter) {
    filters.put(query, (task, moment) -> filter.lets(task));
  }

  /** Without a value last, both ways; between equals the id decides, as PostgreSQL orders ids. */
  private Comparator<TaskInView> order(String sort, String column) {
    Comparator<TaskInView> byId = Comparator.comparing(task -> task.id().toString());
    Comparator<TaskInView> byValue = (a, b) -> compare(a.get(column), b.get(column));
    Comparator<TaskInView> valueFirst = Comparator.comparing(task -> task.get(column) == null);
    orders.put("sort=" + sort, valueFirst.thenComparing(byValue).thenComparing(byId));
    Comparator<TaskInView> descending =
        valueFirst.thenComparing(byValue.reversed()).thenComparing(byId.reversed());
    orders.put("sort=-" + sort, descending);
    return descending;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // The values of a column are of one type.
  private static int compare(@Nullable Object a, @Nullable Object b) {
    return a == null || b == null ? 0 : ((Comparable) a).compareTo(b);
  }

  private static boolean isOverdue(TaskInView task, Instant moment) {
    return !"completed".equals(task.get("status")) && isDueBefore(task, moment);
  }

  private static boolean isDueBefore(TaskInView task, Instant time) {
    Instant due = due(task);
    return due != null && due.isBefore(time);
  }

  private static boolean onlyBudget(String words) {
    return words.contains("budget") && !words.contains("water");
  }

  private static @Nullable Instant due(TaskInView task) {
    var due = (OffsetDateTime) task.get("due_date");
    return due == null ? null : due.toInstant();
  }

  private static List<String> tags(TaskInView task) {
    return Arrays.asList((String[]) task.get("tags"));
  }

  private static String words(TaskInView task) {
    return task.get("title") + " " + tags(task) + " " + task.get("description");
  }
}

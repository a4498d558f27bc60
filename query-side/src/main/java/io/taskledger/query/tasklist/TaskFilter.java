package io.taskledger.query.tasklist;

import io.taskledger.events.task.Priority;
import io.taskledger.events.task.Status;
import io.taskledger.query.page.Where;
import io.taskledger.query.request.Parameters;
import io.taskledger.query.request.Value;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks are asked for; null or empty where it does not matter.
 *
 * @param statuses any of these
 * @param priorities any of these
 * @param tags all of these
 * @param dueBefore due earlier than this
 * @param dueAfter due at this moment or later
 * @param overdue whether open and due in the past
 * @param deleted whether in the trash
 * @param q what was typed into the search box
 */
record TaskFilter(
    Set<Status> statuses,
    Set<Priority> priorities,
    List<String> tags,
    @Nullable String categoryId,
    @Nullable UUID assigneeId,
    @Nullable UUID parentTaskId,
    @Nullable Instant dueBefore,
    @Nullable Instant dueAfter,
    @Nullable Boolean overdue,
    boolean deleted,
    @Nullable SearchWords q) {

  static final Set<String> PARAMETERS =
      Set.of(
          "status",
          "priority",
          "tag",
          "categoryId",
          "assigneeId",
          "parentTaskId",
          "dueBefore",
          "dueAfter",
          "overdue",
          "deleted",
          "q");

  private static final int LONGEST_TEXT = 500;

  static TaskFilter of(Parameters parameters) {
    Value<String> text = Value.text(LONGEST_TEXT);
    return new TaskFilter(
        parameters.anyOf("status", Value.STATUS),
        parameters.anyOf("priority", Value.PRIORITY),
        parameters.each("tag", text),
        parameters.one("categoryId", text),
        parameters.one("assigneeId", Value.UUID),
        parameters.one("parentTaskId", Value.UUID),
        parameters.one("dueBefore", Value.TIME),
        parameters.one("dueAfter", Value.TIME),
        parameters.one("overdue", Value.FLAG),
        Boolean.TRUE.equals(parameters.one("deleted", Value.FLAG)),
        words(parameters));
  }

  private static @Nullable SearchWords words(Parameters parameters) {
    String typed = parameters.one("q", Value.text(LONGEST_TEXT));
    if (typed == null) {
      return null;
    }
    SearchWords words = SearchWords.of(typed);
    if (words.count() > SearchWords.MOST_WORDS) {
      parameters.wrong(
          "q", "too-many-words", "Search for at most " + SearchWords.MOST_WORDS + " words.");
    }
    return words;
  }

  Where where(Instant now) {
    var where =
        new Where()
            .and(deleted ? "deleted_at is not null" : "deleted_at is null")
            .and("status in (:statuses)", "statuses", texts(statuses))
            .and("priority in (:priorities)", "priorities", ranks(priorities))
            .and(
                "tags @> cast(:tags as text[])",
                "tags",
                tags.isEmpty() ? null : tags.toArray(new String[0]))
            .and("category_id = :categoryId", "categoryId", categoryId)
            .and("assignee_id = :assigneeId", "assigneeId", assigneeId)
            .and("parent_task_id = :parentTaskId", "parentTaskId", parentTaskId)
            .and("due_date < :dueBefore", "dueBefore", column(dueBefore))
            .and("due_date >= :dueAfter", "dueAfter", column(dueAfter));
    if (q != null) {
      q.bind(where.and("search @@ " + SearchWords.WORDS));
    }
    if (overdue != null) {
      String late = "status <> 'completed' and due_date < :now";
      where.and(overdue ? late : "(" + late + ") is not true", "now", column(now));
    }
    return where;
  }

  private static @Nullable List<String> texts(Set<Status> statuses) {
    return statuses.isEmpty() ? null : statuses.stream().map(Status::text).toList();
  }

  private static @Nullable List<Integer> ranks(Set<Priority> priorities) {
    return priorities.isEmpty() ? null : priorities.stream().map(Priority::ordinal).toList();
  }

  private static @Nullable Object column(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }
}

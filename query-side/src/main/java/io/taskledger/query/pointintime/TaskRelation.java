package io.taskledger.query.pointintime;

import io.taskledger.query.page.Where;
import io.taskledger.query.task.TaskColumns;
import java.time.ZoneOffset;

/**
 * Where tasks are read from, as pieces of SQL. Both sources name themselves {@code task} and have
 * the columns of that table; who reads says again whose the tasks shall be.
 *
 * @param owned what stands after {@code from} for those that {@code :caller} owns
 * @param assigned the same for those that {@code :caller} is or once was assigned to
 * @param key the columns that tell a row
 * @param rows the table with the whole rows
 */
public record TaskRelation(String owned, String assigned, String key, String rows) {
  private static final TaskRelation NOW = new TaskRelation("task", "task", "task_id", "task");

  /** The owner of a task never changes, so its first version tells whose it is. */
  private static final String OWNED =
      """
      select task_id from task_version where user_id = :caller and version = 1 and valid_from <= :asOf
      """;

  private static final String ASSIGNED =
      "select distinct task_id from task_version where assignee_id = :caller";

  private static final String OF_THEN =
      """
      (select %1$s, valid_from%2$s from (%3$s) known (id) cross join lateral (
        select * from task_version where task_id = known.id and valid_from <= :asOf
        order by valid_from desc, version desc limit 1) version_then %4$s) task
      """;

  /**
   * The words to search in stand with the version that brought them, which may be the one of then.
   * Behind a fence ({@code offset 0}), for they are spoken of more than once and shall be looked up
   * once.
   */
  private static final String WORDS =
      """
      cross join lateral (select coalesce(version_then.search, (
        select search from task_version where task_id = version_then.task_id and has_new_words
          and valid_from <= :asOf order by valid_from desc, version desc limit 1)) as words offset 0) words_then
      """;

  private static final TaskRelation THEN = ofThen("", "");
  private static final TaskRelation THEN_WITH_WORDS = ofThen(", words as search", WORDS);

  private static TaskRelation ofThen(String column, String joined) {
    return new TaskRelation(
        OF_THEN.formatted(TaskColumns.NAMES, column, OWNED, joined),
        OF_THEN.formatted(TaskColumns.NAMES, column, ASSIGNED, joined),
        "task_id, valid_from, version",
        "task_version");
  }

  /**
   * The tasks at this moment.
   *
   * @param where gets what the source needs to know
   * @param searched whether the column {@code search} is needed
   */
  public static TaskRelation at(AsOf moment, boolean searched, Where where) {
    if (!moment.asked()) {
      return NOW;
    }
    where.with("asOf", moment.instant().atOffset(ZoneOffset.UTC));
    return searched ? THEN_WITH_WORDS : THEN;
  }
}

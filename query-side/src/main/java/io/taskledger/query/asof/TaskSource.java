package io.taskledger.query.asof;

import io.taskledger.query.page.Where;
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
public record TaskSource(String owned, String assigned, String key, String rows) {
  private static final TaskSource NOW = new TaskSource("task", "task", "task_id", "task");

  /** The owner of a task never changes, so its first version tells whose it is. */
  private static final String OWNED =
      """
      select task_id from task_version where user_id = :caller and version = 1 and valid_from <= :asOf
      """;

  private static final String ASSIGNED =
      "select distinct task_id from task_version where assignee_id = :caller";

  private static final String OF_THEN =
      """
      (select version_then.*%2$s from (%1$s) known cross join lateral (
        select * from task_version where task_id = known.task_id and valid_from <= :asOf
        order by valid_from desc, version desc limit 1) version_then %3$s) task
      """;

  /**
   * The words to search in, as the task table makes them. A task whose texts are still what they
   * were has them there, which takes a tenth of the time. Behind a fence ({@code offset 0}), for
   * they are spoken of more than once and shall be made once.
   */
  private static final String WORDS =
      """
      cross join lateral (select coalesce(
        (select search from task as_it_is where as_it_is.task_id = version_then.task_id
          and as_it_is.title = version_then.title and as_it_is.tags = version_then.tags
          and as_it_is.description is not distinct from version_then.description),
        setweight(to_tsvector('english', title), 'A')
        || setweight(to_tsvector('english', tag_words(tags)), 'A')
        || setweight(to_tsvector('english', coalesce(description, '')), 'B')
        || setweight(to_tsvector('simple', title || ' ' || tag_words(tags) || ' ' || coalesce(description, '')), 'D')
        ) as search offset 0) words_then
      """;

  private static final TaskSource THEN = ofThen("", "");
  private static final TaskSource THEN_WITH_WORDS = ofThen(", words_then.search", WORDS);

  private static TaskSource ofThen(String column, String joined) {
    return new TaskSource(
        OF_THEN.formatted(OWNED, column, joined),
        OF_THEN.formatted(ASSIGNED, column, joined),
        "task_id, valid_from, version",
        "task_version");
  }

  /**
   * The tasks at this moment.
   *
   * @param where gets what the source needs to know
   * @param searched whether the column {@code search} is needed
   */
  public static TaskSource at(Moment moment, boolean searched, Where where) {
    if (!moment.asked()) {
      return NOW;
    }
    where.with("asOf", moment.instant().atOffset(ZoneOffset.UTC));
    return searched ? THEN_WITH_WORDS : THEN;
  }
}

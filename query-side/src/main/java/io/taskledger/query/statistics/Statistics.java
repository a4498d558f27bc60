package io.taskledger.query.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskledger.events.task.Priority;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of a person over time.
 *
 * @param timeZone where buckets begin and end
 * @param buckets without gaps, oldest first
 * @param completionTimes of all tasks that were completed in that time
 * @param byPriority the same for each priority, the least first
 */
record Statistics(
    Instant from,
    Instant to,
    String bucket,
    String timeZone,
    List<Bucket> buckets,
    CompletionTimes completionTimes,
    List<OfPriority> byPriority) {

  /**
   * A day, week or month.
   *
   * @param start its first day
   */
  record Bucket(LocalDate start, long created, long completed) {}

  /**
   * From creation to completion, in milliseconds; absent where nothing was completed.
   *
   * @param p90 nine of ten took no longer
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CompletionTimes(long count, @Nullable Long median, @Nullable Long p90) {
    static final CompletionTimes NONE = new CompletionTimes(0, null, null);
  }

  record OfPriority(Priority priority, CompletionTimes completionTimes) {}
}

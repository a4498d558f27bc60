package io.taskledger.query.statistics;

import io.taskledger.events.task.Priority;
import io.taskledger.events.user.UserId;
import io.taskledger.query.statistics.Statistics.Bucket;
import io.taskledger.query.statistics.Statistics.CompletionTimes;
import io.taskledger.query.statistics.Statistics.OfPriority;
import io.taskledger.query.task.Task;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts the tasks that a person owns or is assigned to, without those in the trash. */
@Component
final class StatisticsView {
  private static final String MINE =
      """
      from task where (user_id = :caller or assignee_id = :caller) and deleted_at is null
        and %1$s >= :from and %1$s < :to
      """;

  private static final String PER_BUCKET =
      """
      select date_trunc(:bucket, %1$s at time zone :zone)::date as start, count(*) as tasks
      """
          + MINE
          + " group by 1";

  /** Reopened and completed again, a task took from its creation to the last completion. */
  private static final String TIMES =
      """
      select priority, count(*) as tasks,
        percentile_cont(0.5) within group (order by took) as median,
        percentile_cont(0.9) within group (order by took) as p90
      from (select priority, extract(epoch from completed_at - created_at) * 1000 as took
      """
          + MINE.formatted("completed_at")
          + ") completed group by grouping sets ((priority), ())";

  private final JdbcClient jdbc;

  StatisticsView(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The tasks from one moment to another. */
  Statistics of(UserId caller, Span span) {
    Map<LocalDate, Long> created = perBucket("created_at", caller, span);
    Map<LocalDate, Long> completed = perBucket("completed_at", caller, span);
    List<Bucket> buckets =
        span.starts().stream()
            .map(
                start ->
                    new Bucket(
                        start, created.getOrDefault(start, 0L), completed.getOrDefault(start, 0L)))
            .toList();
    Map<Priority, CompletionTimes> byPriority = new HashMap<>();
    List<CompletionTimes> all = new ArrayList<>();
    RowCallbackHandler times =
        row -> {
          int rank = row.getInt("priority");
          boolean isOfAll = row.wasNull();
          long tasks = row.getLong("tasks");
          var took =
              tasks == 0
                  ? CompletionTimes.NONE
                  : new CompletionTimes(
                      tasks, Math.round(row.getDouble("median")), Math.round(row.getDouble("p90")));
          if (isOfAll) {
            all.add(took);
          } else {
            byPriority.put(Task.priority(rank), took);
          }
        };
    jdbc.sql(TIMES)
        .param("caller", caller.value())
        .param("from", span.from().atOffset(ZoneOffset.UTC))
        .param("to", span.to().atOffset(ZoneOffset.UTC))
        .query(times);
    return new Statistics(
        span.from(),
        span.to(),
        span.bucket(),
        span.zone().getId(),
        buckets,
        all.isEmpty() ? CompletionTimes.NONE : all.getFirst(),
        Arrays.stream(Priority.values())
            .map(
                priority ->
                    new OfPriority(
                        priority, byPriority.getOrDefault(priority, CompletionTimes.NONE)))
            .toList());
  }

  private Map<LocalDate, Long> perBucket(String column, UserId caller, Span span) {
    Map<LocalDate, Long> counts = new HashMap<>();
    RowCallbackHandler count =
        row -> counts.put(row.getObject("start", LocalDate.class), row.getLong("tasks"));
    jdbc.sql(PER_BUCKET.formatted(column))
        .param("caller", caller.value())
        .param("bucket", span.bucket())
        .param("zone", span.zone().getId())
        .param("from", span.from().atOffset(ZoneOffset.UTC))
        .param("to", span.to().atOffset(ZoneOffset.UTC))
        .query(count);
    return counts;
  }

  /**
   * What is asked for.
   *
   * @param bucket {@code day}, {@code week} (from Monday) or {@code month}
   */
  record Span(Instant from, Instant to, String bucket, ZoneId zone) {
    static final int MOST_BUCKETS = 400;

    /** The first day of each bucket. */
    List<LocalDate> starts() {
      List<LocalDate> starts = new ArrayList<>();
      LocalDate last = to.minusNanos(1).atZone(zone).toLocalDate();
      LocalDate start = startOf(from.atZone(zone).toLocalDate());
      while (!start.isAfter(last) && starts.size() <= MOST_BUCKETS) {
        starts.add(start);
        start =
            switch (bucket) {
              case "week" -> start.plusWeeks(1);
              case "month" -> start.plusMonths(1);
              default -> start.plusDays(1);
            };
      }
      return starts;
    }

    private LocalDate startOf(LocalDate day) {
      return switch (bucket) {
        case "week" -> day.minusDays(day.getDayOfWeek().getValue() - 1L);
        case "month" -> day.withDayOfMonth(1);
        default -> day;
      };
    }
  }
}

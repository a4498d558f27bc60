package io.taskledger.query.asof;

import io.taskledger.query.applied.View;
import io.taskledger.query.request.Parameters;
import io.taskledger.query.request.Value;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The moment that a read tells of.
 *
 * @param asked whether the caller named it; else it is now
 */
public record Moment(Instant instant, boolean asked) {
  /** Names the moment. */
  public static final String PARAMETER = "asOf";

  /** How far the caller's clock may be ahead of ours. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  /** Reads {@code asOf}; without one, or with one that is refused, it is now. */
  public static Moment of(Parameters parameters, Clock clock) {
    Instant now = clock.instant();
    Instant asked = parameters.one(PARAMETER, Value.TIME);
    if (asked != null && asked.isAfter(now.plus(SKEW))) {
      parameters.wrong(
          PARAMETER, "in-the-future", "Give a time that has come; now it is " + now + ".");
    }
    return asked(asked, now);
  }

  private static Moment asked(@Nullable Instant asked, Instant now) {
    // PostgreSQL keeps microseconds, and would round up what is finer.
    return asked == null
        ? new Moment(now, false)
        : new Moment(asked.truncatedTo(ChronoUnit.MICROS), true);
  }

  /** What has to be up to date for the read. */
  public View view(View ofNow) {
    return asked ? View.TASK_VERSIONS : ofNow;
  }
}

package io.taskledger.query.pointintime;

import io.taskledger.query.request.Parameters;
import io.taskledger.query.request.Value;
import io.taskledger.query.viewprogress.View;
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
public record AsOf(Instant instant, boolean asked) {
  /** Names the moment. */
  public static final String PARAMETER = "asOf";

  /** How far the caller's clock may be ahead of ours. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  /** Reads {@code asOf}; without one, or with one that is refused, it is now. */
  public static AsOf of(Parameters parameters, Clock clock) {
    Instant now = clock.instant();
    Instant asked = parameters.one(PARAMETER, Value.TIME);
    if (asked != null && asked.isAfter(now.plus(SKEW))) {
      parameters.wrong(
          PARAMETER, "in-the-future", "Give a time that has come; now it is " + now + ".");
    }
    return asked(asked, now);
  }

  private static AsOf asked(@Nullable Instant asked, Instant now) {
    // PostgreSQL keeps microseconds, and would round up what is finer.
    return asked == null
        ? new AsOf(now, false)
        : new AsOf(asked.truncatedTo(ChronoUnit.MICROS), true);
  }

  /** What has to be up to date for the read. */
  public View view(View ofNow) {
    return asked ? View.TASK_VERSIONS : ofNow;
  }
}

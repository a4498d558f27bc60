package io.taskledger.query.statistics;

import io.taskledger.query.readyourwrites.ReadYourWrites;
import io.taskledger.query.request.Parameters;
import io.taskledger.query.request.Value;
import io.taskledger.query.viewprogress.View;
import io.taskledger.web.Caller;
import io.taskledger.web.preferences.Preferences;
import io.taskledger.web.preferences.UserPreferencesClient;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/statistics}: the last 30 days by day, unless asked otherwise. */
@RestController
class StatisticsController {
  private static final Duration USUAL = Duration.ofDays(30);
  private static final Value<String> BUCKET =
      new Value<>(StatisticsController::bucket, "Give day, week or month.");

  private final StatisticsView view;
  private final UserPreferencesClient preferences;
  private final ReadYourWrites readYourWrites;
  private final Clock clock;

  StatisticsController(
      StatisticsView view,
      UserPreferencesClient preferences,
      ReadYourWrites readYourWrites,
      Clock clock) {
    this.view = view;
    this.preferences = preferences;
    this.readYourWrites = readYourWrites;
    this.clock = clock;
  }

  private static String bucket(String name) {
    if (!Set.of("day", "week", "month").contains(name)) {
      throw new IllegalArgumentException("no such bucket");
    }
    return name;
  }

  @GetMapping("/api/statistics")
  Statistics read(
      @RequestParam MultiValueMap<String, String> given,
      Caller caller,
      HttpServletRequest request) {
    var parameters = new Parameters(given, Set.of("from", "to", "bucket", "timeZone"));
    Instant from = parameters.one("from", Value.TIME);
    Instant to = parameters.one("to", Value.TIME);
    String bucket = parameters.one("bucket", BUCKET);
    ZoneId zone = parameters.one("timeZone", Value.ZONE);
    parameters.refuseIfWrong();
    Instant end = to == null ? clock.instant() : to;
    var span =
        new StatisticsView.Span(
            from == null ? end.minus(USUAL) : from,
            end,
            bucket == null ? "day" : bucket,
            zone == null
                ? preferences
                    .of(caller.userId())
                    .map(Preferences::timeZone)
                    .orElse(ZoneId.of("UTC"))
                : zone);
    if (span.from().isAfter(end)) {
      parameters.wrong("from", "after-to", "'from' must not be after 'to'.");
    } else if (span.starts().size() > StatisticsView.Span.MOST_BUCKETS) {
      parameters.wrong(
          "bucket",
          "too-many",
          "At most " + StatisticsView.Span.MOST_BUCKETS + " buckets; take larger ones.");
    }
    parameters.refuseIfWrong();
    readYourWrites.await(View.TASK_LIST, request);
    return view.of(caller.userId(), span);
  }
}

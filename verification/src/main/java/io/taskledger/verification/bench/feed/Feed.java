package io.taskledger.verification.bench.feed;

import io.taskledger.events.codec.EventType;
import io.taskledger.eventstream.EventStreamClient;
import io.taskledger.messaging.codec.StreamedEvents;
import io.taskledger.verification.bench.report.Figure;
import io.taskledger.verification.bench.report.Results;
import io.taskledger.verification.bench.system.LocalSystem;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The whole event feed, read by one reader, over what PostgreSQL's {@code COPY} of the same columns
 * gives when no service stands between; all take turns.
 */
public final class Feed {
  private static final double MEGA = 1e6;
  private static final String EVENTS =
      """
      select global_index, sequence_number, time_stamp, event_identifier, aggregate_identifier,
             payload_type, payload_revision, meta_data, payload
      from command_side.domain_event order by global_index
      """;
  private static final Duration WARM_UP = Duration.ofSeconds(10);

  private final LocalSystem system;
  private final Results results;
  private final List<Reading> copied = new ArrayList<>();
  private final List<Reading> whole = new ArrayList<>();
  private final List<Reading> filtered = new ArrayList<>();
  private final List<Reading> asEvents = new ArrayList<>();

  /** With the system at rest. */
  public Feed(LocalSystem system, Results results) {
    this.system = system;
    this.results = results;
  }

  /** Takes turns; the first rounds only warm up, however few events there are. */
  public void run(int rounds) throws IOException, SQLException {
    var sink = LineSink.ofFeed(system);
    var feed = new EventStreamClient(sink.service(), sink.token());
    var copy = new RowCopy(system, EVENTS);
    int warmUp = 0;
    long warmAt = System.nanoTime() + WARM_UP.toNanos();
    for (int round = 0; round < warmUp + rounds; round++) {
      if (System.nanoTime() - warmAt < 0) {
        warmUp++;
      }
      copied.add(copy.read());
      whole.add(sink.feed(""));
      filtered.add(sink.feed("&type=" + EventType.USER_REGISTERED.stableName()));
      asEvents.add(asEvents(feed));
    }
    for (List<Reading> readings : List.of(copied, whole, filtered, asEvents)) {
      readings.subList(0, warmUp).clear();
    }
    tell();
  }

  private Reading asEvents(EventStreamClient feed) {
    return Reading.timed(
        () -> {
          long[] events = {0};
          feed.read(
              0,
              Set.of(),
              line -> {
                StreamedEvents.message(line);
                events[0]++;
              });
          return new Reading.Size(events[0], 0);
        });
  }

  private void tell() {
    double limit = rate(copied);
    long events = copied.getLast().events();
    String against = "COPY of the same columns over JDBC, to nothing";
    String all = "the feed of %s events, ".formatted(Figure.whole(events));
    results.add(Figure.ofRate(all + "to nothing", rate(whole), against, limit));
    // What is passed over counts: how few come through does not matter to the reader's wait.
    double passed = Figure.median(filtered.stream().map(each -> events / each.seconds()).toList());
    results.add(
        Figure.ofRate(
            all
                + "of which one type, %s events, comes through"
                    .formatted(Figure.whole(filtered.getLast().events())),
            passed,
            against,
            limit));
    results.add(Figure.ofRate(all + "read into records", rate(asEvents), against, limit));
    results.note(
        "The feed came with %.0f MB/s, COPY with %.0f MB/s", megabytes(whole), megabytes(copied));
    results.say(
        "Feed: %s/s, filtered %s/s, as records %s/s; COPY %s/s",
        Figure.whole(rate(whole)),
        Figure.whole(passed),
        Figure.whole(rate(asEvents)),
        Figure.whole(limit));
  }

  private static double rate(List<Reading> readings) {
    return Figure.median(readings.stream().map(each -> each.events() / each.seconds()).toList());
  }

  private static double megabytes(List<Reading> readings) {
    return Figure.median(
        readings.stream().map(each -> each.bytes() / each.seconds() / MEGA).toList());
  }
}

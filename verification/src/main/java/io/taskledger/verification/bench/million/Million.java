package io.taskledger.verification.bench.million;

import io.taskledger.verification.bench.feed.LineSink;
import io.taskledger.verification.bench.feed.Reading;
import io.taskledger.verification.bench.feed.RowCopy;
import io.taskledger.verification.bench.load.ClosedLoop;
import io.taskledger.verification.bench.load.Latencies;
import io.taskledger.verification.bench.load.LoadRound;
import io.taskledger.verification.bench.load.Person;
import io.taskledger.verification.bench.report.Figure;
import io.taskledger.verification.bench.report.Results;
import io.taskledger.verification.bench.system.Baseline;
import io.taskledger.verification.bench.system.LocalSystem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pages, searches and the audit trail where there are a million tasks and events, and the past
 * where there are a million versions: one connection asks query-side, PostgreSQL notes what its
 * statements take.
 */
public final class Million {
  private static final double AIM_MILLIS = 20;
  private static final double AIM_MILLIS_OF_PAST = 200;
  private static final int OK = 200;
  private static final Duration WARM_UP = Duration.ofSeconds(2);

  /** What has to look at all tasks of the person, and so depends on where they lie. */
  private static final Set<String> OF_ALL =
      Set.of(
          "by updatedAt, newest first",
          "by title",
          "search, thousands of mine match",
          "search, one letter",
          "search, three words",
          "search, nothing matches");

  private static final String ALL_EVENTS = "select * from projections.audit_event";
  private static final String ONE = "select * from projections.task where task_id = :task";

  private static final Map<String, String> TASKS = new LinkedHashMap<>();
  private static final Map<String, String> AUDIT = new LinkedHashMap<>();
  private static final Map<String, String> PAST = new LinkedHashMap<>();

  static {
    TASKS.put("first page", "");
    TASKS.put("filtered, many match", "status=pending&priority=HIGH");
    TASKS.put("filtered, few match", "tag=seldom");
    TASKS.put("by updatedAt, newest first", "sort=-updatedAt");
    TASKS.put("by title", "sort=title");
    TASKS.put("by dueDate, latest first", "sort=-dueDate");
    TASKS.put("search, thousands of mine match", "q=budget");
    TASKS.put("search, one letter", "q=b");
    TASKS.put("search, frequent for others, rare for me", "q=quartz");
    TASKS.put("search, three words", "q=report%20invoice%20rel");
    TASKS.put("search, newest first", "q=budget&sort=-createdAt");
    TASKS.put("search, nothing matches", "q=nosuchword");
    PAST.put("as of, one task", "/api/tasks/%s?");
    PAST.put("as of, first page", "/api/tasks?");
    PAST.put("as of, filtered", "/api/tasks?status=pending&priority=HIGH&sort=dueDate&");
    PAST.put("as of, search", "/api/tasks?q=budget&");
    PAST.put("as of, dashboard", "/api/dashboard?timeZone=Europe/Berlin&");
    AUDIT.put("audit, newest", "");
    AUDIT.put("audit, a span of time", "from=2026-02-01T00:00:00Z&to=2026-02-02T00:00:00Z");
    AUDIT.put("audit, an actor", "actor=%s");
    AUDIT.put("audit, an old type", "type=UserRegistered");
    AUDIT.put("audit, two rare types", "type=UserRegistered,TaskRestored");
    AUDIT.put("audit, a frequent actor and an old type", "actor=%s&type=UserRegistered");
    AUDIT.put("audit, a task", "taskId=f1c15925-8841-1002-af34-0cbaedd6fc33");
  }

  private final LocalSystem system;
  private final Results results;
  private final ServerLog log;
  private final Duration turn;

  /** For a system that runs; each kind of read is measured for so long. */
  public Million(LocalSystem system, Results results, Duration turn) {
    this.system = system;
    this.results = results;
    this.log = new ServerLog(system);
    this.turn = turn;
  }

  /** Measures, and leaves the plans in a file beside the data. */
  public void run() throws IOException, SQLException, InterruptedException {
    int gateway = system.port("GATEWAY");
    Person person = Person.register(gateway, "million");
    Person admin = Person.admin(gateway);
    results.say("Loading a million tasks, a million events and a million versions");
    var rows = new MillionRows(system);
    rows.load(person);
    new VersionRows(system).load(person);
    String task = rows.taskOf(person);
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    Map<String, byte[]> requests = new LinkedHashMap<>();
    requests.put("one task by its key", person.get("/api/tasks/" + task));
    TASKS.forEach((what, query) -> requests.put(what, person.get("/api/tasks?" + query)));
    AUDIT.forEach(
        (what, query) ->
            requests.put(what, admin.get("/api/audit?" + query.formatted(person.userId()))));
    Map<String, byte[]> ofPast = new LinkedHashMap<>();
    PAST.forEach(
        (what, path) -> ofPast.put(what, person.get(path.formatted(task) + "asOf=" + yesterday)));
    var yardstick = Baseline.of(system, 1);
    double limit = yardstick.perSecond(ONE, Map.of("task", task), turn);
    String against = yardstick.name() + " over one connection, the row by its key";
    log.noteTimes();
    for (var request : requests.entrySet()) {
      measure(request.getKey(), request.getValue(), AIM_MILLIS, against, limit);
    }
    for (var request : ofPast.entrySet()) {
      measure(request.getKey(), request.getValue(), AIM_MILLIS_OF_PAST, against, limit);
    }
    export(admin);
    results.say("Putting the tasks of each person together, as a rebuild does");
    rows.putTogether();
    for (var request : requests.entrySet()) {
      if (OF_ALL.contains(request.getKey())) {
        measure(
            request.getKey() + ", after a rebuild", request.getValue(), AIM_MILLIS, against, limit);
      }
    }
    requests.putAll(ofPast);
    Path plans = plans(requests);
    results.note("One connection; the plans stand in `%s` beside the data", plans.getFileName());
  }

  private void measure(String what, byte[] request, double aim, String against, double limit)
      throws InterruptedException, IOException {
    var loop = new ClosedLoop(system.port("QUERY"), 1);
    results.checked(what, loop.run(WARM_UP, OK, () -> request));
    log.skip();
    LoadRound round = results.checked(what, loop.run(turn, OK, () -> request));
    Latencies times = log.times();
    results.say(
        "%s: in PostgreSQL %.1f ms, p99 %.1f ms (%d statements); over HTTP %.1f ms, p99 %.1f ms",
        what,
        times.millis(.5),
        times.millis(.99),
        times.count(),
        round.latencies().millis(.5),
        round.latencies().millis(.99));
    results.add(Figure.ofTimes(what + ", in PostgreSQL", times.millis(.5), times.millis(.99), aim));
    results.add(Figure.of(what + ", at query-side", List.of(round), against, limit));
  }

  /** The whole audit trail, by way of the gateway, to nothing. */
  private void export(Person admin) throws IOException, SQLException {
    Reading limit = new RowCopy(system, ALL_EVENTS).read();
    var sink =
        new LineSink(URI.create("http://127.0.0.1:" + system.port("GATEWAY")), admin.token());
    for (String format : List.of("application/x-ndjson", "text/csv")) {
      Reading read = sink.read("/api/audit", format);
      double rate = read.events() / read.seconds();
      results.say(
          "%s events as %s: %s/s, %.0f MB/s",
          Figure.whole(read.events()),
          format,
          Figure.whole(rate),
          read.bytes() / read.seconds() / 1e6);
      results.add(
          Figure.ofRate(
              "audit, %s events as %s, through the gateway"
                  .formatted(Figure.whole(read.events()), format),
              rate,
              "COPY of the table over JDBC, to nothing",
              limit.events() / limit.seconds()));
    }
  }

  private Path plans(Map<String, byte[]> requests)
      throws IOException, SQLException, InterruptedException {
    log.notePlans();
    var text = new StringBuilder();
    var loop = new ClosedLoop(system.port("QUERY"), 1);
    for (var request : requests.entrySet()) {
      log.skip();
      loop.run(Duration.ofMillis(500), OK, request::getValue);
      text.append("## ").append(request.getKey()).append("\n\n").append(log.plan()).append('\n');
    }
    return Files.writeString(system.root().resolve("plans.txt"), text);
  }
}

package io.taskledger.verification.bench.million;

import io.taskledger.verification.bench.load.Latencies;
import io.taskledger.verification.bench.system.LocalSystem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What PostgreSQL itself notes of the statements that query-side sends: so it is these that are
 * measured, with the plans that they got, and not copies.
 */
final class ServerLog {
  private static final String PROMPT =
      "\\[(?<process>\\d+)] query_side@\\S* LOG:  duration: (?<millis>[0-9.]+) ms  ";
  private static final Pattern STEP =
      Pattern.compile(PROMPT + "(?<step>parse|bind|execute) [^:]+: (?:with|select)");
  private static final Pattern PLAN =
      Pattern.compile(PROMPT + "plan:\\n(?<plan>(?:\\t.*\\n)+)", Pattern.MULTILINE);

  private final LocalSystem system;
  private final Path file;
  private long seen;

  ServerLog(LocalSystem system) {
    this.system = system;
    this.file = system.data().resolve("logs").resolve("postgres.log");
  }

  /** Notes how long each statement takes. */
  void noteTimes() throws SQLException, IOException {
    set("log_min_duration_statement = 0");
  }

  /** Notes the plan of each statement. */
  void notePlans() throws SQLException, IOException {
    set(
        "log_min_duration_statement = -1",
        "session_preload_libraries = 'auto_explain'",
        "auto_explain.log_min_duration = 0",
        "auto_explain.log_analyze = on",
        "auto_explain.log_buffers = on");
  }

  /** The connections of query-side are made anew, for only new ones see a setting. */
  private void set(String... settings) throws SQLException, IOException {
    try (Connection connection = system.database();
        Statement statement = connection.createStatement()) {
      // Names of settings of a module are known in a session that has loaded it.
      statement.execute("load 'auto_explain'");
      for (String setting : settings) {
        statement.execute("alter role query_side set " + setting);
      }
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'query_side'");
    }
    skip();
  }

  /** What was written until now does not count. */
  void skip() throws IOException {
    seen = Files.size(file);
  }

  /** How long each statement since then took, with its planning. */
  Latencies times() throws IOException {
    var times = new Latencies();
    Map<String, Double> begun = new HashMap<>();
    for (String line : written().lines().toList()) {
      Matcher step = STEP.matcher(line);
      if (step.find()) {
        double millis = Double.parseDouble(step.group("millis"));
        double sum = begun.merge(step.group("process"), millis, Double::sum);
        if (step.group("step").equals("execute")) {
          times.add((long) (sum * 1e6));
          begun.remove(step.group("process"));
        }
      }
    }
    return times;
  }

  /** The last plan since then. */
  String plan() throws IOException {
    String found = "(none)";
    Matcher plan = PLAN.matcher(written());
    while (plan.find()) {
      found = plan.group("plan");
    }
    return found.replaceAll("(?m)^\\t", "");
  }

  private String written() throws IOException {
    try (var log = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[(int) (log.length() - seen)];
      log.seek(seen);
      log.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}

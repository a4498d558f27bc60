package io.taskledger.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.junit.jupiter.api.Test;

/**
 * The product against {@link RecurrenceOracle} on random rules, zones and starts. {@code
 * -Drecurrence.seed=N} repeats a run, {@code -Drecurrence.rules=N} makes it longer or shorter.
 */
class RecurrencePropertyTest {
  private static final int RULES = Integer.getInteger("recurrence.rules", 4_000);
  private static final int OCCURRENCES = 3;
  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Europe/Berlin",
          "America/New_York",
          "Australia/Lord_Howe",
          "Asia/Kathmandu",
          "America/Sao_Paulo",
          "Africa/Casablanca",
          "Pacific/Apia");

  @Test
  void everyOccurrenceIsThatOfAPlainEvaluator() throws Exception {
    long seed = Long.getLong("recurrence.seed", new Random().nextLong());
    System.out.println("recurrence.seed=" + seed);
    var random = new Random(seed);
    int found = 0;
    for (int number = 0; number < RULES; number++) {
      found += compare(new Random(random.nextLong()));
    }
    assertThat(found).as("occurrences compared, seed %d", seed).isGreaterThan(RULES);
  }

  private static int compare(Random random) throws InvalidRecurrenceRuleException {
    String rule = rule(random);
    ZoneId zone = ZoneId.of(any(random, ZONES));
    LocalDateTime start = start(random);
    Recurrence product = Recurrence.parse(rule);
    var oracle = new RecurrenceOracle(rule, start, zone);
    Instant begin = start.atZone(zone).toInstant();
    Instant after = begin.plus(ahead(random, rule));
    int found = 0;
    for (int i = 0; i < OCCURRENCES; i++) {
      Instant limit = after.plus(horizon(rule));
      Optional<Instant> expected = oracle.firstAfter(after, limit);
      Optional<Instant> actual =
          product
              .firstAfter(start, after, zone, new Effort())
              .map(Recurrence.Occurrence::moment)
              .filter(at -> at.isBefore(limit));
      assertThat(actual)
          .as("%s from %s in %s after %s", rule, start, zone, after)
          .isEqualTo(expected);
      if (expected.isEmpty()) {
        return found;
      }
      found++;
      after = expected.get();
    }
    return found;
  }

  private static Duration ahead(Random random, String rule) {
    boolean far = random.nextBoolean();
    return far ? horizon(rule).dividedBy(8).plusSeconds(random.nextInt(100_000)) : Duration.ZERO;
  }

  /** As far as the oracle gets in reasonable time. */
  private static Duration horizon(String rule) {
    if (rule.contains("SECONDLY")) {
      return Duration.ofHours(30);
    }
    if (rule.contains("MINUTELY")) {
      return Duration.ofDays(8);
    }
    return rule.contains("HOURLY") ? Duration.ofDays(60) : Duration.ofDays(366 * 6L);
  }

  private static LocalDateTime start(Random random) {
    // Often on a day when clocks change somewhere.
    List<String> days =
        List.of("2026-03-29", "2026-10-25", "2025-11-02", "2026-04-05", "2027-12-31", "2028-02-29");
    LocalDate day =
        random.nextBoolean()
            ? LocalDate.parse(any(random, days)).minusDays(random.nextInt(2))
            : LocalDate.of(2020, 1, 1).plusDays(random.nextInt(9_000));
    return day.atTime(random.nextInt(24), random.nextInt(60), random.nextInt(3) * 20);
  }

  private static String rule(Random random) {
    String frequency =
        any(
            random,
            List.of("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"));
    List<String> parts = new ArrayList<>(List.of("FREQ=" + frequency));
    if (random.nextInt(3) > 0) {
      parts.add("INTERVAL=" + (1 + random.nextInt(random.nextBoolean() ? 4 : 50)));
    }
    boolean yearly = frequency.equals("YEARLY");
    boolean weekly = frequency.equals("WEEKLY");
    boolean byWeek = yearly && random.nextInt(3) == 0;
    add(parts, random, 3, "BYMONTH", 1, 12, false);
    if (byWeek) {
      parts.add("BYWEEKNO=" + numbers(random, 1, 53, true));
    }
    if (!List.of("DAILY", "WEEKLY", "MONTHLY").contains(frequency)) {
      add(parts, random, 5, "BYYEARDAY", 1, 366, true);
    }
    if (!weekly) {
      add(parts, random, 4, "BYMONTHDAY", 1, 31, true);
    }
    if (random.nextInt(3) == 0) {
      boolean ordinals = !byWeek && List.of("MONTHLY", "YEARLY").contains(frequency);
      parts.add("BYDAY=" + days(random, ordinals));
    }
    if (random.nextInt(4) == 0) {
      parts.add("WKST=" + any(random, List.of("MO", "SU", "TH")));
    }
    add(parts, random, 4, "BYHOUR", 0, 23, false);
    add(parts, random, 4, "BYMINUTE", 0, 59, false);
    add(parts, random, 6, "BYSECOND", 0, 59, false);
    if (random.nextInt(5) == 0 && parts.stream().anyMatch(part -> part.startsWith("BY"))) {
      parts.add("BYSETPOS=" + numbers(random, 1, 6, true));
    }
    return String.join(";", parts);
  }

  private static void add(
      List<String> parts,
      Random random,
      int oneIn,
      String part,
      int from,
      int to,
      boolean negative) {
    if (random.nextInt(oneIn) == 0) {
      parts.add(part + "=" + numbers(random, from, to, negative));
    }
  }

  private static String numbers(Random random, int from, int to, boolean negative) {
    return IntStream.range(0, 1 + random.nextInt(random.nextBoolean() ? 2 : 12))
        .map(each -> from + random.nextInt(to - from + 1))
        .map(each -> negative && random.nextInt(4) == 0 ? -each : each)
        .distinct()
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(","));
  }

  private static String days(Random random, boolean ordinals) {
    return IntStream.range(0, 1 + random.nextInt(3))
        .mapToObj(
            each ->
                (ordinals && random.nextInt(3) == 0
                        ? any(random, List.of("1", "2", "-1", "5", "-2"))
                        : "")
                    + any(random, List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU")))
        .distinct()
        .collect(Collectors.joining(","));
  }

  private static <T> T any(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}

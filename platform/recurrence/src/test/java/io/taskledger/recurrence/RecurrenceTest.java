package io.taskledger.recurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.events.task.Priority;
import io.taskledger.events.task.Series;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskDetails;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a recurring task is due again, by the calendar. */
class RecurrenceTest {

  @ParameterizedTest(name = "{0} of {1} in {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          FREQ=DAILY                       | 2026-03-27T09:00+01:00 | Europe/Berlin    | 2026-03-28T09:00+01:00 2026-03-29T09:00+02:00 2026-03-30T09:00+02:00
          FREQ=DAILY                       | 2026-10-24T09:00+02:00 | Europe/Berlin    | 2026-10-25T09:00+01:00 2026-10-26T09:00+01:00
          FREQ=DAILY                       | 2026-03-28T02:30+01:00 | Europe/Berlin    | 2026-03-29T03:30+02:00 2026-03-30T02:30+02:00 2026-03-31T02:30+02:00
          FREQ=DAILY                       | 2026-10-24T02:30+02:00 | Europe/Berlin    | 2026-10-25T02:30+02:00 2026-10-26T02:30+01:00
          FREQ=DAILY;BYMINUTE=6;BYSECOND=30,34,6 | 2026-03-28T02:06:34+01:00 | Europe/Berlin | 2026-03-29T03:06:06+02:00 2026-03-29T03:06:30+02:00 2026-03-29T03:06:34+02:00 2026-03-30T02:06:06+02:00
          FREQ=DAILY;BYHOUR=2,3;BYMINUTE=15,45 | 2026-03-28T03:45+01:00 | Europe/Berlin | 2026-03-29T03:15+02:00 2026-03-29T03:45+02:00 2026-03-30T02:15+02:00
          FREQ=WEEKLY                      | 2026-03-06T17:00-05:00 | America/New_York | 2026-03-13T17:00-04:00 2026-03-20T17:00-04:00
          FREQ=WEEKLY                      | 2026-10-30T17:00-04:00 | America/New_York | 2026-11-06T17:00-05:00
          FREQ=DAILY                       | 2026-04-04T01:45+11:00 | Australia/Lord_Howe | 2026-04-05T01:45+11:00 2026-04-06T01:45+10:30
          FREQ=DAILY                       | 2011-12-29T10:00-10:00 | Pacific/Apia     | 2011-12-31T10:00+14:00 2012-01-01T10:00+14:00
          FREQ=MONTHLY                     | 2026-01-31T09:00Z      | UTC              | 2026-03-31T09:00Z 2026-05-31T09:00Z 2026-07-31T09:00Z 2026-08-31T09:00Z
          FREQ=MONTHLY;BYMONTHDAY=-1       | 2026-01-31T09:00Z      | UTC              | 2026-02-28T09:00Z 2026-03-31T09:00Z 2026-04-30T09:00Z
          FREQ=MONTHLY;RSCALE=GREGORIAN;SKIP=BACKWARD | 2026-01-31T09:00Z | UTC        | 2026-02-28T09:00Z 2026-03-31T09:00Z 2026-04-30T09:00Z 2026-05-31T09:00Z
          FREQ=MONTHLY;BYDAY=-1FR          | 2026-01-30T09:00Z      | UTC              | 2026-02-27T09:00Z 2026-03-27T09:00Z
          FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 | 2026-01-30T09:00Z | UTC      | 2026-02-27T09:00Z 2026-03-31T09:00Z
          FREQ=YEARLY                      | 2024-02-29T09:00Z      | UTC              | 2028-02-29T09:00Z 2032-02-29T09:00Z
          FREQ=YEARLY;RSCALE=GREGORIAN;SKIP=BACKWARD | 2024-02-29T09:00Z | UTC         | 2025-02-28T09:00Z 2026-02-28T09:00Z 2027-02-28T09:00Z 2028-02-29T09:00Z
          FREQ=YEARLY                      | 2096-02-29T09:00Z      | UTC              | 2104-02-29T09:00Z
          FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE | 2026-03-02T09:00Z    | UTC              | 2026-03-04T09:00Z 2026-03-16T09:00Z 2026-03-18T09:00Z
          FREQ=WEEKLY;BYDAY=MO             | 2026-03-03T09:00Z      | UTC              | 2026-03-09T09:00Z 2026-03-16T09:00Z
          FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR | 2032-12-31T09:30Z      | UTC              | 2038-01-01T09:30Z 2044-01-01T09:30Z 2049-01-01T09:30Z
          FREQ=HOURLY;BYMONTH=1,12         | 2031-01-31T21:00Z      | UTC              | 2031-01-31T22:00Z 2031-01-31T23:00Z 2031-12-01T00:00Z
          FREQ=MINUTELY;BYHOUR=9;BYMINUTE=0;BYDAY=MO | 2026-03-02T09:00Z | UTC         | 2026-03-09T09:00Z 2026-03-16T09:00Z
          FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=WE | 2026-03-02T09:00Z | UTC        | 2040-02-29T09:00Z 2068-02-29T09:00Z
          FREQ=MONTHLY;RSCALE=GREGORIAN;SKIP=FORWARD | 2026-01-31T09:00Z | UTC         | 2026-03-01T09:00Z 2026-03-31T09:00Z 2026-05-01T09:00Z
          FREQ=MONTHLY;INTERVAL=2;RSCALE=GREGORIAN;SKIP=FORWARD | 2026-07-31T09:00Z | UTC | 2026-10-01T09:00Z 2026-12-01T09:00Z 2027-01-31T09:00Z
          FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;RSCALE=GREGORIAN;SKIP=FORWARD | 2026-02-28T09:00Z | UTC | 2026-03-01T09:00Z 2027-03-01T09:00Z
          FREQ=WEEKLY;BYMONTH=1;RSCALE=GREGORIAN;SKIP=FORWARD | 2026-01-19T09:00Z | UTC | 2026-01-26T09:00Z 2027-01-04T09:00Z
          FREQ=HOURLY                      | 2026-10-25T01:00+02:00 | Europe/Berlin    | 2026-10-25T02:00+02:00 2026-10-25T02:00+01:00 2026-10-25T03:00+01:00
          FREQ=HOURLY;INTERVAL=6           | 2026-03-02T18:00Z      | UTC              | 2026-03-03T00:00Z 2026-03-03T06:00Z
          """)
  void occurrencesFollowTheCalendar(String rule, String due, String zone, String expected) {
    List<String> dates = List.of(expected.split(" "));

    assertThat(instants(task(rule, due, zone), dates.size()))
        .isEqualTo(dates.stream().map(RecurrenceTest::instant).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          FREQ=DAILY;COUNT=3                   | 2026-03-01T09:00Z      | 2026-03-02T09:00Z 2026-03-03T09:00Z
          FREQ=DAILY;UNTIL=20260303            | 2026-03-01T09:00Z      | 2026-03-02T09:00Z 2026-03-03T09:00Z
          FREQ=DAILY;UNTIL=20260303T090000Z    | 2026-03-01T09:00Z      | 2026-03-02T09:00Z 2026-03-03T09:00Z
          FREQ=DAILY;UNTIL=20260303T085959Z    | 2026-03-01T09:00Z      | 2026-03-02T09:00Z
          FREQ=DAILY;UNTIL=20260303T090000     | 2026-03-01T09:00Z      | 2026-03-02T09:00Z 2026-03-03T09:00Z
          """)
  void aSeriesEndsWhereItsRuleSays(String rule, String due, String expected) {
    assertThat(instants(task(rule, due, "UTC"), 10))
        .isEqualTo(List.of(expected.split(" ")).stream().map(RecurrenceTest::instant).toList());
  }

  @Test
  void theLastDayOfUntilIsTheDayOfTheTaskNotOfGreenwich() {
    assertThat(
            instants(
                task("FREQ=DAILY;UNTIL=20260302", "2026-03-01T23:30-08:00", "America/Los_Angeles"),
                5))
        .containsExactly(instant("2026-03-02T23:30-08:00"));
  }

  @ParameterizedTest
  @CsvSource({
    "FREQ=DAILY;INTERVAL=3;X-FROM=COMPLETION, 2026-03-10T15:20Z, 2026-03-13T09:00Z",
    "FREQ=MONTHLY;X-FROM=COMPLETION, 2026-03-10T15:20Z, 2026-04-10T09:00Z",
    "FREQ=WEEKLY;BYDAY=MO;X-FROM=COMPLETION, 2026-03-10T15:20Z, 2026-03-16T09:00Z",
    "FREQ=HOURLY;INTERVAL=4;X-FROM=COMPLETION, 2026-03-10T15:20Z, 2026-03-10T19:20Z",
    "FREQ=DAILY;INTERVAL=3;X-FROM=DUE, 2026-03-10T15:20Z, 2026-03-04T09:00Z"
  })
  void fromCompletionCountsFromTheDayOfItAtTheTimeOfTheDueDate(
      String rule, String completed, String next) {
    TaskDetails task = task(rule, "2026-03-01T09:00Z", "UTC");

    assertThat(
            Recurrence.next(task, Series.of(task, 1), instant(completed))
                .map(Recurrence.Next::dueDate))
        .contains(instant(next));
  }

  @Test
  void fromCompletionKeepsTheHourOverADaylightSavingChange() {
    TaskDetails task =
        task("FREQ=DAILY;X-FROM=COMPLETION", "2026-03-20T09:00+01:00", "Europe/Berlin");

    assertThat(
            Recurrence.next(task, Series.of(task, 1), instant("2026-03-28T20:00+01:00"))
                .map(Recurrence.Next::dueDate))
        .contains(instant("2026-03-29T09:00+02:00"));
  }

  @Test
  void aTaskWithoutADueDateRecursFromItsCompletion() {
    TaskDetails task = task("FREQ=WEEKLY;COUNT=2", null, "Europe/Berlin");

    Optional<Recurrence.Next> next =
        Recurrence.next(task, null, instant("2026-03-25T18:30:20+01:00"));

    assertThat(next.map(Recurrence.Next::dueDate)).contains(instant("2026-04-01T18:30+02:00"));
    assertThat(next.map(found -> found.series().occurrence())).contains(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "DAILY",
        "FREQ=SOMETIMES",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=1001",
        "FREQ=DAILY;COUNT=2;UNTIL=20260303",
        "FREQ=DAILY;BYMONTHDAY=32",
        "FREQ=DAILY;COLOUR=RED",
        "RRULE:FREQ=DAILY",
        "FREQ=DAILY;X-FROM=NOW",
        "FREQ=DAILY;X-FROM=DUE;X-FROM=DUE",
        "FREQ=DAILY;;",
        "FREQ=DAILY;COUNT=-1",
        "FREQ=DAILY;BYDAY=2MO",
        "FREQ=WEEKLY;BYDAY=-1MO",
        "FREQ=WEEKLY;BYMONTHDAY=3",
        "FREQ=MONTHLY;BYWEEKNO=3",
        "FREQ=MONTHLY;BYYEARDAY=3",
        "FREQ=DAILY;BYSETPOS=1",
        "FREQ=MONTHLY;RSCALE=CHINESE;SKIP=FORWARD",
        "FREQ=YEARLY;BYMONTHDAY=0",
        "FREQ=DAILY;BYHOUR=24",
        "FREQ=DAILY;BYHOUR="
      })
  void aRuleThatIsNotOneIsRefused(String rule) {
    assertThatThrownBy(() -> Recurrence.parse(rule))
        .isInstanceOf(InvalidRecurrenceRuleException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30, no date",
    "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31, no date",
    "FREQ=DAILY;COUNT=1, COUNT=1",
    "FREQ=DAILY;UNTIL=20260301, UNTIL"
  })
  void aRuleThatNeverRecursIsToldWhy(String rule, String reason) throws Exception {
    assertThat(Recurrence.parse(rule).neverRecurs(task(rule, "2026-03-01T09:00Z", "UTC"), NOW))
        .hasValueSatisfying(why -> assertThat(why).contains(reason));
  }

  @Test
  void aRuleThatRecursIsNotRefused() throws Exception {
    String rule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29";

    assertThat(Recurrence.parse(rule).neverRecurs(task(rule, null, "UTC"), NOW)).isEmpty();
  }

  private static final Instant NOW = instant("2026-03-01T12:00Z");

  /** Each occurrence is completed when it is due, and the next one goes on from it. */
  private static List<Instant> instants(TaskDetails first, int most) {
    List<Instant> due = new ArrayList<>();
    TaskDetails task = first;
    Series series = Series.of(first, 1);
    while (due.size() < most) {
      Optional<Recurrence.Next> next = Recurrence.next(task, series, NOW);
      if (next.isEmpty()) {
        return due;
      }
      due.add(next.get().dueDate());
      series = next.get().series();
      task = details(first.recurrence(), next.get().dueDate(), first.timeZone());
    }
    return due;
  }

  private static TaskDetails task(String rule, @Nullable String due, String zone) {
    return details(rule, due == null ? null : instant(due), ZoneId.of(zone));
  }

  private static TaskDetails details(
      @Nullable String rule, @Nullable Instant due, @Nullable ZoneId zone) {
    return new TaskDetails(
        "Water the plants",
        null,
        Priority.MEDIUM,
        Status.PENDING,
        due,
        zone,
        null,
        List.of(),
        null,
        null,
        rule,
        List.of());
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=%1$s;BYMINUTE=%2$s;BYSECOND=%2$s",
        "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=%1$s;BYMINUTE=%2$s;BYSECOND=%2$s;BYSETPOS=-1",
        "FREQ=HOURLY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=29;BYHOUR=3;BYMINUTE=%2$s;BYSECOND=%2$s",
        "FREQ=SECONDLY;INTERVAL=997;BYMONTH=2;BYMONTHDAY=29;BYHOUR=3;BYMINUTE=7;BYSECOND=11",
        "FREQ=SECONDLY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY;BYMONTH=4;BYMONTHDAY=31;BYMINUTE=%2$s;BYSECOND=%2$s",
        "FREQ=DAILY;INTERVAL=1000;BYMONTHDAY=31;BYMONTH=6",
        "FREQ=YEARLY;INTERVAL=1000;BYWEEKNO=53;BYDAY=MO;BYMONTH=7"
      })
  void noRuleCostsMoreThanABoundedSearch(String form) throws Exception {
    String rule = form.formatted(numbers(24), numbers(60));
    var effort = new Effort();
    LocalDateTime start = LocalDateTime.parse("2026-03-01T09:00");

    var ignored =
        Recurrence.parse(rule)
            .firstAfter(start, start.toInstant(ZoneOffset.UTC), ZoneOffset.UTC, effort);

    assertThat(effort.spent()).isLessThan(Effort.MOST + 400);
  }

  @Test
  void everySecondOfAYearIsFoundAtOnce() throws Exception {
    String every = "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=%s;BYMINUTE=%s;BYSECOND=%s";
    String rule = every.formatted(numbers(24), numbers(60), numbers(60));

    assertThat(instants(task(rule, "2026-03-01T23:59:58Z", "UTC"), 2))
        .containsExactly(instant("2026-03-01T23:59:59Z"), instant("2026-03-02T00:00Z"));
  }

  @Test
  void anOccurrenceIsAlwaysAfterTheCompletedOne() {
    // The second 01:10 of that night, and 20 minutes later.
    assertThat(
            instants(
                task("FREQ=MINUTELY;INTERVAL=20", "2031-11-02T01:10-05:00", "America/New_York"), 3))
        .containsExactly(
            instant("2031-11-02T01:30-05:00"),
            instant("2031-11-02T01:50-05:00"),
            instant("2031-11-02T02:10-05:00"));
    assertThat(
            instants(
                task(
                    "FREQ=DAILY;BYHOUR=1;BYMINUTE=10,30",
                    "2031-11-02T01:10-05:00",
                    "America/New_York"),
                1))
        .containsExactly(instant("2031-11-03T01:10-05:00"));
  }

  private static String numbers(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.joining(","));
  }
}

package io.taskledger.events.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReminderOffsetTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** Clocks in Berlin go from 02:00 to 03:00 on 28 March 2027. */
  @ParameterizedTest
  @CsvSource({
    "P1D, 2027-03-27T08:00:00Z",
    "PT24H, 2027-03-27T07:00:00Z",
    "P1W, 2027-03-21T08:00:00Z",
    "P1DT2H, 2027-03-27T06:00:00Z",
    "PT90M, 2027-03-28T05:30:00Z",
    "PT0S, 2027-03-28T07:00:00Z"
  })
  void daysAreCalendarDaysInTheZoneAndHoursAreHours(String offset, Instant moment) {
    Instant due = Instant.parse("2027-03-28T07:00:00Z");

    assertThat(ReminderOffset.parse(offset).before(due, BERLIN)).isEqualTo(moment);
  }

  @Test
  void withoutAZoneADayIsADayInUtc() {
    Instant due = Instant.parse("2027-03-28T07:00:00Z");

    assertThat(ReminderOffset.parse("P1D").before(due, null))
        .isEqualTo(Instant.parse("2027-03-27T07:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"P1D", "P1W", "P2W3DT4H", "PT24H", "PT0.5S", "pt1h", "PT60M"})
  void itReadsBackAsItWasSent(String text) {
    assertThat(ReminderOffset.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "P", "T", "PT", "P1DT", "1D", "P1M", "P1Y", "P1D1H", "an hour", "P1W "})
  void whatIsNoDurationOfThisKindIsRefused(String text) {
    assertThatThrownBy(() -> ReminderOffset.parse(text)).isInstanceOf(DateTimeException.class);
  }

  @Test
  void aTimeReadsBackInItsShortForm() {
    assertThat(ReminderOffset.of(Duration.ofHours(1))).isEqualTo(ReminderOffset.parse("PT1H"));
    assertThat(ReminderOffset.parse("P1W").length()).isEqualTo(Duration.ofDays(7));
  }
}

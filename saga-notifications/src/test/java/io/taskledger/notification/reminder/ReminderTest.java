package io.taskledger.notification.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.events.task.ReminderOffset;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReminderTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void theMomentLiesTheDurationBeforeTheDueDate() {
    assertThat(new Reminder(NOON, ReminderOffset.of(Duration.ofMinutes(90)), null).moment())
        .isEqualTo("2026-03-01T10:30:00Z");
  }

  @Test
  void aMomentLiesAheadUntilItHasPassed() {
    var reminder = new Reminder(NOON, ReminderOffset.of(Duration.ZERO), null);
    assertThat(reminder.liesAhead(NOON.minusMillis(1))).isTrue();
    assertThat(reminder.liesAhead(NOON)).isTrue();
    assertThat(reminder.liesAhead(NOON.plusMillis(1))).isFalse();
  }

  @Test
  void aMomentThatNoCalendarHasNeverLiesAhead() {
    assertThat(
            new Reminder(Instant.MIN, ReminderOffset.of(Duration.ofDays(1)), null)
                .liesAhead(Instant.MIN))
        .isFalse();
    assertThat(
            new Reminder(NOON, ReminderOffset.of(Duration.ofSeconds(Long.MAX_VALUE)), null)
                .liesAhead(NOON))
        .isFalse();
    assertThat(
            new Reminder(NOON, ReminderOffset.of(Duration.ofSeconds(Long.MIN_VALUE)), null)
                .liesAhead(NOON))
        .isFalse();
    assertThat(new Reminder(Instant.MAX, ReminderOffset.of(Duration.ZERO), null).liesAhead(NOON))
        .isFalse();
  }
}

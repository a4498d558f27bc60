package io.taskledger.notification.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReminderSettingsTest {
  private static final ReminderSettings SETTINGS =
      new ReminderSettings(Duration.ofSeconds(1), 4, Duration.ofSeconds(2), Duration.ofMinutes(5));

  @Test
  void thePauseGrowsFromFailureToFailure() {
    assertThat(SETTINGS.pauseAfter(1)).hasSeconds(2);
    assertThat(SETTINGS.pauseAfter(2)).hasSeconds(4);
    assertThat(SETTINGS.pauseAfter(7)).hasSeconds(128);
  }

  @Test
  void thePauseNeverExceedsTheLongest() {
    assertThat(SETTINGS.pauseAfter(9)).hasMinutes(5);
    assertThat(SETTINGS.pauseAfter(Integer.MAX_VALUE)).hasMinutes(5);
  }
}

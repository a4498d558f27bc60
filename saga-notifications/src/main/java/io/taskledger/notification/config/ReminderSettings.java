package io.taskledger.notification.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How reminders that are due are found and sent.
 *
 * @param pollInterval how often is looked for due ones: so late a reminder may be
 * @param threads how many are sent at the same time; each holds a database connection
 * @param firstRetry how long after a failure it is tried again; doubled for each further failure
 * @param lastRetry the longest pause between two attempts
 */
@ConfigurationProperties("taskledger.reminders")
public record ReminderSettings(
    @DefaultValue("1s") Duration pollInterval,
    @DefaultValue("4") int threads,
    @DefaultValue("2s") Duration firstRetry,
    @DefaultValue("5m") Duration lastRetry) {
  private static final int MAX_DOUBLINGS = 20;

  /** How long to wait after so many failures in a row, the first counting as 1. */
  Duration pauseAfter(int failures) {
    Duration pause = firstRetry.multipliedBy(1L << Math.clamp(failures - 1L, 0, MAX_DOUBLINGS));
    return pause.compareTo(lastRetry) > 0 ? lastRetry : pause;
  }
}

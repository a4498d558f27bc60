package io.taskledger.messaging.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.messaging.inbox.processing.InboxTransaction;
import io.taskledger.messaging.inbox.processing.ViewTarget;
import io.taskledger.messaging.inbox.store.ConsumerInbox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * What an operator can see of a consumer: {@code taskledger.consumer.handled}, {@code .failures},
 * {@code .repaired} (events fetched from the event stream to close gaps), {@code .lag} (records not
 * fetched yet), {@code .lag.seconds} (age of the oldest event that is not processed, without those
 * that a dead letter blocks), {@code .buffered} (events that wait), {@code .gaps} (streams whose
 * next event has been missing for seconds) and {@code .dead_letters} (those that can be retried),
 * each tagged with the consumer.
 */
final class InboxMeters {
  private static final Logger log = LoggerFactory.getLogger(InboxMeters.class);
  private static final String TAG = "consumer";
  private static final double MILLIS = 1000;

  private final ConsumerInbox inbox;
  private final Counter handled;
  private final Counter failures;
  private final Counter repaired;
  private volatile OptionalLong oldestReceived = OptionalLong.empty();
  private volatile ConsumerInbox.@Nullable Backlog backlog;
  private volatile @Nullable Instant failingSince;
  private volatile int gaps;

  InboxMeters(
      ConsumerInbox inbox,
      Supplier<Map<String, Map<MetricName, ? extends Metric>>> clients,
      MeterRegistry meters) {
    this.inbox = inbox;
    this.handled = meters.counter("taskledger.consumer.handled", TAG, inbox.consumer());
    this.failures = meters.counter("taskledger.consumer.failures", TAG, inbox.consumer());
    this.repaired = meters.counter("taskledger.consumer.repaired", TAG, inbox.consumer());
    gauge(meters, "lag", () -> lag(clients.get()));
    gauge(meters, "lag.seconds", this::seconds);
    gauge(meters, "buffered", () -> backlog == null ? Double.NaN : backlog.buffered());
    gauge(meters, "gaps", () -> gaps);
    gauge(meters, "dead_letters", () -> backlog == null ? Double.NaN : backlog.deadLetters());
  }

  void handled(int count) {
    handled.increment(count);
  }

  void repaired(int count) {
    repaired.increment(count);
  }

  void gaps(int open) {
    gaps = open;
  }

  int gaps() {
    return gaps;
  }

  void received(List<ConsumerRecord<String, byte[]>> records) {
    oldestReceived = records.stream().mapToLong(ConsumerRecord::timestamp).min();
  }

  void processed() {
    released();
    failingSince = null;
  }

  /** What was received is no longer this process's to apply. */
  void released() {
    oldestReceived = OptionalLong.empty();
  }

  void failed() {
    failures.increment();
    failingSince = failingSince == null ? Instant.now() : failingSince;
  }

  /** When the first of the failures in a row was, if the last batch failed. */
  @Nullable Instant failingSince() {
    return failingSince;
  }

  ConsumerInbox.@Nullable Backlog backlog() {
    return backlog;
  }

  /** Reads the backlog from the database; readers of the figures never wait for it. */
  void refresh(InboxTransaction transaction) {
    try {
      backlog = transaction.inTransaction(inbox::backlog);
    } catch (DataAccessException | TransactionException | ViewTarget.NotActiveException unknown) {
      // The last figures would look current.
      backlog = null;
      log.debug("The backlog of {} cannot be read", inbox.consumer(), unknown);
    }
  }

  private double seconds() {
    OptionalLong oldest = oldestReceived;
    ConsumerInbox.Backlog known = backlog;
    double received =
        oldest.isEmpty() ? 0 : (System.currentTimeMillis() - oldest.getAsLong()) / MILLIS;
    return Math.max(Math.max(0, received), known == null ? 0 : known.seconds());
  }

  private void gauge(MeterRegistry meters, String name, Supplier<Number> value) {
    Gauge.builder("taskledger.consumer." + name, value).tag(TAG, inbox.consumer()).register(meters);
  }

  private static double lag(Map<String, Map<MetricName, ? extends Metric>> clients) {
    return clients.values().stream()
        .flatMap(metrics -> metrics.values().stream())
        .filter(metric -> metric.metricName().name().equals("records-lag"))
        .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue())
        .filter(Double::isFinite)
        .sum();
  }
}

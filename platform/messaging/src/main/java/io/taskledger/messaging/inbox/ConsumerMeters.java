package io.taskledger.messaging.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.messaging.inbox.processing.InboxTransaction;
import io.taskledger.messaging.inbox.processing.ViewTarget;
import io.taskledger.messaging.inbox.store.ConsumerInbox;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * What an operator can see of a consumer: {@code taskledger.consumer.handled}, {@code .failures},
 * {@code .lag} (records not fetched yet), {@code .lag.seconds} (age of the oldest event that is not
 * applied, without those that a dead letter holds), {@code .parked} (events that wait) and {@code
 * .dead_letters} (those that can be retried), each tagged with the consumer.
 *
 * <p>The consumer's thread looks into the database every few seconds; whoever reads the figures
 * waits for nothing.
 */
final class ConsumerMeters {
  private static final Logger log = LoggerFactory.getLogger(ConsumerMeters.class);
  private static final String TAG = "consumer";
  private static final double MILLIS = 1000;
  private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();

  private final ConsumerInbox ledger;
  private final InboxTransaction apply;
  private final Counter handled;
  private final Counter failures;
  private volatile OptionalLong oldestInHand = OptionalLong.empty();
  private volatile ConsumerInbox.@Nullable Backlog backlog;
  private long looked = System.nanoTime() - EVERY_NANOS;

  ConsumerMeters(
      ConsumerInbox ledger,
      InboxTransaction apply,
      Supplier<@Nullable KafkaConsumer<String, byte[]>> client,
      MeterRegistry meters) {
    this.ledger = ledger;
    this.apply = apply;
    this.handled = meters.counter("taskledger.consumer.handled", TAG, ledger.consumer());
    this.failures = meters.counter("taskledger.consumer.failures", TAG, ledger.consumer());
    gauge(meters, "lag", () -> lag(client.get()));
    gauge(meters, "lag.seconds", this::seconds);
    gauge(meters, "parked", () -> backlog == null ? Double.NaN : backlog.parked());
    gauge(meters, "dead_letters", () -> backlog == null ? Double.NaN : backlog.deadLetters());
  }

  Counter handled() {
    return handled;
  }

  Counter failures() {
    return failures;
  }

  /** When the oldest record happened that was fetched and is not applied, in milliseconds. */
  void inHand(OptionalLong oldest) {
    oldestInHand = oldest;
  }

  /** Looks into the database, unless it just did. */
  void look() {
    if (System.nanoTime() - looked < EVERY_NANOS) {
      return;
    }
    looked = System.nanoTime();
    try {
      backlog = apply.inTransaction(ledger::backlog);
    } catch (DataAccessException | TransactionException | ViewTarget.ClosedException unknown) {
      // The last figures would look like news.
      backlog = null;
      log.debug("The backlog of {} cannot be read", ledger.consumer(), unknown);
    }
  }

  private double seconds() {
    OptionalLong oldest = oldestInHand;
    ConsumerInbox.Backlog known = backlog;
    double inHand =
        oldest.isEmpty() ? 0 : (System.currentTimeMillis() - oldest.getAsLong()) / MILLIS;
    return Math.max(Math.max(0, inHand), known == null ? 0 : known.seconds());
  }

  private void gauge(MeterRegistry meters, String name, Supplier<Number> value) {
    Gauge.builder("taskledger.consumer." + name, value)
        .tag(TAG, ledger.consumer())
        .register(meters);
  }

  private static double lag(@Nullable KafkaConsumer<String, byte[]> client) {
    return client == null
        ? 0
        : client.metrics().values().stream()
            .filter(metric -> metric.metricName().name().equals("records-lag"))
            .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue())
            .filter(Double::isFinite)
            .sum();
  }
}

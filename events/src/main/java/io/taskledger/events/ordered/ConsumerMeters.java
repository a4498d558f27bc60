package io.taskledger.events.ordered;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What an operator can see of a consumer: {@code taskledger.consumer.handled}, {@code .failures},
 * {@code .lag} (records not fetched yet) and {@code .parked} (events that wait for a predecessor),
 * each tagged with the consumer.
 */
record ConsumerMeters(Counter handled, Counter failures) {
  private static final String TAG = "consumer";

  static ConsumerMeters of(
      String consumer,
      ConsumerLedger ledger,
      Supplier<@Nullable KafkaConsumer<String, byte[]>> client,
      MeterRegistry meters) {
    Gauge.builder("taskledger.consumer.lag", () -> lag(client.get()))
        .tag(TAG, consumer)
        .register(meters);
    Gauge.builder("taskledger.consumer.parked", ledger, ConsumerLedger::parkedCount)
        .tag(TAG, consumer)
        .register(meters);
    return new ConsumerMeters(
        meters.counter("taskledger.consumer.handled", TAG, consumer),
        meters.counter("taskledger.consumer.failures", TAG, consumer));
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

package io.taskledger.messaging.relay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Splits messages into batches, none of which has two with the same key on the same topic: the n-th
 * of a key and topic is in the n-th batch.
 */
final class KeyOrderedBatches {
  private record Stream(String topic, String key) {}

  private final List<List<ProducerRecord<String, byte[]>>> batches = new ArrayList<>();
  private final Map<Stream, Integer> counts = new HashMap<>();

  void add(ProducerRecord<String, byte[]> message) {
    int batch = counts.merge(new Stream(message.topic(), message.key()), 1, Integer::sum) - 1;
    if (batch == batches.size()) {
      batches.add(new ArrayList<>());
    }
    batches.get(batch).add(message);
  }

  /** Hands over the batches in order; one that throws stops the following ones. */
  void forEach(Consumer<List<ProducerRecord<String, byte[]>>> delivery) {
    batches.forEach(delivery);
  }
}

package io.taskledger.messaging.relay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Messages in waves, none of which has two with one key on one topic: the n-th of a key and topic
 * is in the n-th wave.
 */
final class KeyOrderedBatches {
  private record Line(String topic, String key) {}

  private final List<List<ProducerRecord<String, byte[]>>> waves = new ArrayList<>();
  private final Map<Line, Integer> counts = new HashMap<>();

  void add(ProducerRecord<String, byte[]> message) {
    int wave = counts.merge(new Line(message.topic(), message.key()), 1, Integer::sum) - 1;
    if (wave == waves.size()) {
      waves.add(new ArrayList<>());
    }
    waves.get(wave).add(message);
  }

  /** Hands over each wave, in their order; one that throws keeps the following back. */
  void forEach(Consumer<List<ProducerRecord<String, byte[]>>> delivery) {
    waves.forEach(delivery);
  }
}

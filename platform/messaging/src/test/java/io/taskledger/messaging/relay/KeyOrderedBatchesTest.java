package io.taskledger.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What is sent together, and what waits for an acknowledgement. */
class KeyOrderedBatchesTest {
  private final KeyOrderedBatches waves = new KeyOrderedBatches();

  @Test
  void messagesOfDifferentKeysOrTopicsGoTogether() {
    add("task.updated", "a", 1);
    add("task.updated", "b", 1);
    add("task.completed", "a", 2);

    assertThat(sent()).containsExactly(List.of("a1", "b1", "a2"));
  }

  @Test
  void theNextOfAKeyAndTopicWaitsForTheOneBeforeIt() {
    add("task.updated", "a", 1);
    add("task.updated", "a", 2);
    add("task.updated", "b", 1);
    add("task.updated", "a", 3);
    add("task.updated", "b", 2);

    assertThat(sent()).containsExactly(List.of("a1", "b1"), List.of("a2", "b2"), List.of("a3"));
  }

  private void add(String topic, String key, int version) {
    waves.add(new ProducerRecord<>(topic, key, new byte[] {(byte) version}));
  }

  private List<List<String>> sent() {
    List<List<String>> sent = new ArrayList<>();
    waves.forEach(
        wave ->
            sent.add(wave.stream().map(message -> message.key() + message.value()[0]).toList()));
    return sent;
  }
}

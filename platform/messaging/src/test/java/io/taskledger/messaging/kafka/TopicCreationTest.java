package io.taskledger.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.events.codec.Topic;
import io.taskledger.messaging.kafka.TopicCreation.Replication;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicCreationTest {
  @ParameterizedTest
  @CsvSource({"1, 1, 1", "2, 2, 1", "3, 3, 2", "7, 3, 2"})
  void oneBrokerOfSeveralMayFailAndWritesContinue(int brokers, int replicas, int minInSync) {
    var replication = Replication.of(brokers);

    assertThat(TopicCreation.topics(replication))
        .hasSize(2 * Topic.values().length)
        .allSatisfy(
            topic -> {
              assertThat(topic.replicationFactor()).isEqualTo((short) replicas);
              assertThat(topic.configs())
                  .containsEntry(
                      TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(minInSync));
            });
    assertThat(brokers == 1 || minInSync <= replicas - 1).isTrue();
  }

  @Test
  void aTopicKeepsItsEventsAsLongAsTheContractSays() {
    assertThat(TopicCreation.topics(Replication.of(1)))
        .filteredOn(topic -> topic.name().equals("task.created"))
        .extracting(topic -> topic.configs().get(TopicConfig.RETENTION_MS_CONFIG))
        .containsExactly(Long.toString(7L * 24 * 60 * 60 * 1000));
  }
}

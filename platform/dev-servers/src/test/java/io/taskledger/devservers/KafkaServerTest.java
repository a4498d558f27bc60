package io.taskledger.devservers;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerTest {
  @TempDir Path folder;

  @Test
  void topicsAndRecordsSurviveStopAndStart() throws Exception {
    try (var server = start()) {
      KafkaClients.createTopic(server.bootstrapServers(), "notes");
      KafkaClients.send(server.bootstrapServers(), "notes", "kept", Map.of());
      assertTimeout(ofSeconds(6), server::close);
    }
    try (var server = start()) {
      assertThat(KafkaClients.topics(server.bootstrapServers())).contains("notes");
      assertThat(KafkaClients.read(server.bootstrapServers(), "notes", 1)).containsExactly("kept");
    }
  }

  @Test
  void takesTransactions() throws Exception {
    String servers = TestServers.kafka().bootstrapServers();
    KafkaClients.createTopic(servers, "transactions");
    KafkaClients.send(servers, "transactions", "sure", Map.of("transactional.id", "t1"));
    assertThat(KafkaClients.read(servers, "transactions", 1)).containsExactly("sure");
  }

  @Test
  void createsNoTopicUnasked() throws Exception {
    String servers = TestServers.kafka().bootstrapServers();
    assertThatThrownBy(
            () -> KafkaClients.send(servers, "unasked", "lost", Map.of("max.block.ms", "1000")))
        .hasRootCauseInstanceOf(UnknownTopicOrPartitionException.class);
    assertThat(KafkaClients.topics(servers)).doesNotContain("unasked");
  }

  @Test
  void namesThePortThatIsTaken() throws IOException {
    try (var taken = new ServerSocket(0)) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> KafkaServer.start(folder.resolve("kafka"), port, 0))
          .isInstanceOf(ServerStartException.class)
          .hasMessageStartingWith("Port %d for Kafka is already in use", port);
      assertThatThrownBy(() -> KafkaServer.start(folder.resolve("kafka"), 0, port))
          .isInstanceOf(ServerStartException.class)
          .hasMessageStartingWith("Port %d for the controller of Kafka is already in use", port);
    }
  }

  private KafkaServer start() {
    return KafkaServer.start(folder.resolve("kafka"), 0, 0);
  }
}

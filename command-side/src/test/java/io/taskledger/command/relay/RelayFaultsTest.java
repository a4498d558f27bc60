package io.taskledger.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.devservers.KafkaServer;
import io.taskledger.devservers.Ports;
import io.taskledger.events.codec.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Whatever happens to Kafka: every event gets there, in order, and nothing else does. */
class RelayFaultsTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int PORT = Ports.free();
  private static final int CONTROLLER_PORT = Ports.free();

  @TempDir private static Path folder;
  private static KafkaServer kafka;
  private static CuttingProxy proxy;
  private static OwnCommandSide service;
  private static ConfigurableApplicationContext context;
  private static RelayAudit audit;
  private static long writtenBefore;

  private TaskLives load;

  @BeforeAll
  static void start() throws Exception {
    kafka = startKafka();
    proxy = new CuttingProxy(PORT);
    service = new OwnCommandSide(CuttingProxy.HOST + ":" + PORT);
    context = service.startHere();
    audit = new RelayAudit(service.dataSource(), kafka.bootstrapServers());
  }

  private static KafkaServer startKafka() {
    return KafkaServer.start(folder.resolve("kafka"), PORT, CONTROLLER_PORT, CuttingProxy.HOST);
  }

  @AfterAll
  static void end() throws Exception {
    context.close();
    proxy.close();
    kafka.close();
  }

  @BeforeEach
  void write() throws Exception {
    writtenBefore = audit.head();
    load = new TaskLives(service.dataSource(), 4);
    audit.awaitRelayed(writtenBefore + 1_000);
  }

  @AfterEach
  void stopWriting() {
    load.close();
  }

  @Test
  void aKafkaThatIsAwayForAWhileGetsEverythingWhenItIsBack() throws Exception {
    proxy.close();
    kafka.close();
    awaitWritten(load.written() + 3_000);
    kafka = startKafka();
    proxy = new CuttingProxy(PORT);
    audit.awaitRelayed(writtenBefore + load.written());

    assertTruth();
  }

  @ParameterizedTest
  @CsvSource({"max.message.bytes, 2000", "message.timestamp.before.max.ms, 1"})
  void aTopicThatRefusesMessagesGetsThemInOrderWhenItIsMended(String setting, String value)
      throws Exception {
    set(setting, value, AlterConfigOp.OpType.SET);
    awaitWritten(load.written() + 3_000);
    load.end();
    assertThat(audit.relayedAll()).isFalse();
    set(setting, value, AlterConfigOp.OpType.DELETE);

    assertTruth();
  }

  @Test
  void answersThatGetLostWithTheirConnectionCostNothing() throws Exception {
    proxy.cutEvery(15);
    await().atMost(SOON).until(() -> proxy.cuts() > 20);
    proxy.mend();

    assertTruth();
  }

  private void assertTruth() throws Exception {
    load.end();
    audit.assertTruth(writtenBefore + load.written());
  }

  private void awaitWritten(long count) {
    await().atMost(SOON).until(() -> load.written() > count);
  }

  private static void set(String name, String value, AlterConfigOp.OpType what) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, Topic.TASK_UPDATED.topicName()),
                  List.of(new AlterConfigOp(new ConfigEntry(name, value), what))))
          .all()
          .get();
    }
  }
}

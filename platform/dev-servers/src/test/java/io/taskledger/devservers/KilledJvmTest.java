package io.taskledger.devservers;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.devservers.process.Processes;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledJvmTest {
  @TempDir Path folder;

  @Test
  void afterSigkillOfTheJvmAllDataIsThereAndNoOrphanIsLeft() throws Exception {
    try (var other =
        OtherJvm.start(OtherJvm.WithData.class, folder.resolve("other.log"), folder.toString())) {
      other.sigkill();
    }
    assertThat(Processes.running("postgres", data())).isNotEmpty();
    assertThat(Processes.running("redis-server", redis())).isNotEmpty();

    try (var postgres = PostgresServer.start(folder.resolve("postgres"), 0);
        var redis = RedisServer.start(redis(), 0, "a-password");
        var kafka = KafkaServer.start(folder.resolve("kafka"), 0, 0)) {
      assertThat(Sql.ask(postgres.superuser("postgres"), "select note from notes"))
          .isEqualTo("kept");
      assertThat(Redis.ask(redis, "GET note")).isEqualTo("kept");
      assertThat(KafkaClients.read(kafka.bootstrapServers(), "notes", 1)).containsExactly("kept");
      assertThat(postgres.log()).content().contains("received fast shutdown request");
    }
    assertThat(Processes.running("postgres", data())).isEmpty();
    assertThat(Processes.running("redis-server", redis())).isEmpty();
  }

  private Path data() {
    return folder.resolve("postgres/data");
  }

  private Path redis() {
    return folder.resolve("redis");
  }
}

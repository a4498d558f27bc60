package io.taskledger.devservers;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.taskledger.devservers.process.Processes;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServerTest {
  @TempDir Path folder;

  @Test
  void whatWasWrittenSurvivesStopAndStart() throws IOException {
    try (var server = start()) {
      assertThat(Redis.ask(server.port(), "SET note kept")).isEqualTo("+OK");
    }
    assertThat(Processes.running("redis-server", home())).isEmpty();
    try (var server = start()) {
      assertThat(Redis.ask(server.port(), "GET note")).isEqualTo("kept");
      assertThat(server.log()).content().contains("Ready to accept connections");
    }
  }

  @Test
  void whatWasFlushedSurvivesSigkill() throws IOException {
    try (var server = start()) {
      Redis.ask(server.port(), "SET note kept");
      await()
          .atMost(ofSeconds(10))
          .until(() -> Redis.ask(server.port(), "GET note").equals("kept") && appendOnly() > 0);
      server.kill();
      assertThat(Processes.running("redis-server", home())).isEmpty();
    }
    try (var server = start()) {
      assertThat(Redis.ask(server.port(), "GET note")).isEqualTo("kept");
    }
  }

  @Test
  void flushesOnceASecond() throws IOException {
    int port = TestServers.redis().port();
    assertThat(Redis.ask(port, "CONFIG GET appendonly")).isEqualTo("yes");
    assertThat(Redis.ask(port, "CONFIG GET appendfsync")).isEqualTo("everysec");
    assertThat(Redis.ask(port, "CONFIG GET save")).isEmpty();
  }

  @Test
  void namesThePortThatIsTaken() throws IOException {
    try (var taken = new ServerSocket(0)) {
      assertThatThrownBy(() -> RedisServer.start(home(), taken.getLocalPort()))
          .isInstanceOf(ServerStartException.class)
          .hasMessageStartingWith("Port %d for Redis is already in use", taken.getLocalPort());
    }
  }

  @Test
  void refusesADirectoryThatIsInUse() throws IOException {
    try (var server = start()) {
      assertThatThrownBy(this::start).isInstanceOf(ServerStartException.class);
      assertThatThrownBy(() -> RedisServer.endOrphan(home()))
          .isInstanceOf(ServerStartException.class);
      assertThat(Redis.ask(server.port(), "PING")).isEqualTo("+PONG");
    }
  }

  private long appendOnly() {
    return home().resolve("appendonly.aof").toFile().length();
  }

  private RedisServer start() {
    return RedisServer.start(home(), 0, TestServers.binaries());
  }

  private Path home() {
    return folder.resolve("redis");
  }
}

package io.taskledger.devservers;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.taskledger.devservers.process.Processes;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisServerTest {
  @TempDir Path folder;

  @Test
  void whatWasWrittenSurvivesStopAndStart() throws IOException {
    try (var server = start()) {
      assertThat(Redis.ask(server, "SET note kept")).isEqualTo("+OK");
    }
    assertThat(Processes.running("redis-server", home())).isEmpty();
    try (var server = start()) {
      assertThat(Redis.ask(server, "GET note")).isEqualTo("kept");
      assertThat(server.log()).content().contains("Ready to accept connections");
    }
  }

  @Test
  void whatWasFlushedSurvivesSigkill() throws IOException {
    try (var server = start()) {
      Redis.ask(server, "SET note kept");
      await()
          .atMost(ofSeconds(10))
          .until(() -> Redis.ask(server, "GET note").equals("kept") && appendOnly() > 0);
      server.kill();
      assertThat(Processes.running("redis-server", home())).isEmpty();
    }
    try (var server = start()) {
      assertThat(Redis.ask(server, "GET note")).isEqualTo("kept");
    }
  }

  @Test
  void flushesOnceASecond() throws IOException {
    String persistence = String.join("\n", Redis.lines(TestServers.redis(), "INFO persistence"));

    assertThat(persistence).contains("aof_enabled:1");
    assertThat(TestServers.redis().configuration())
        .content()
        .contains("appendfsync everysec", "save \"\"");
  }

  @Test
  void nobodyIsServedWithoutThePassword() throws IOException {
    assertThat(Redis.askAsAnybody(TestServers.redis(), "GET note")).startsWith("-NOAUTH");
    assertThat(Redis.askAsAnybody(TestServers.redis(), "AUTH guessed")).startsWith("-WRONGPASS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONFIG SET dir /tmp",
        "DEBUG SLEEP 0",
        "MODULE LIST",
        "REPLICAOF NO ONE",
        "MIGRATE"
      })
  void nobodyWritesFilesOrLoadsCode(String command) throws IOException {
    assertThat(Redis.ask(TestServers.redis(), command)).startsWith("-ERR unknown command");
  }

  @Test
  void onlyTheOwnerReadsThePassword() throws IOException {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(TestServers.redis().configuration())))
        .isEqualTo("rw-------");
  }

  @Test
  void namesThePortThatIsTaken() throws IOException {
    try (var taken = new ServerSocket(0)) {
      assertThatThrownBy(() -> RedisServer.start(home(), taken.getLocalPort(), "a-password"))
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
      assertThat(Redis.ask(server, "PING")).isEqualTo("+PONG");
    }
  }

  private long appendOnly() {
    return home().resolve("appendonly.aof").toFile().length();
  }

  private RedisServer start() {
    return RedisServer.start(home(), 0, "a-password", TestServers.binaries());
  }

  private Path home() {
    return folder.resolve("redis");
  }
}

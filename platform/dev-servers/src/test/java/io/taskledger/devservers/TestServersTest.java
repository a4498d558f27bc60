package io.taskledger.devservers;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.devservers.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.event.ContextClosedEvent;

@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TestServersTest {
  @TempDir Path folder;

  @Test
  void eachServerIsStartedOnce() {
    assertThat(TestServers.postgres()).isSameAs(TestServers.postgres());
    assertThat(TestServers.kafka()).isSameAs(TestServers.kafka());
    assertThat(TestServers.redis()).isSameAs(TestServers.redis());
    assertThat(TestServers.mail()).isSameAs(TestServers.mail());
  }

  @Test
  void aFreshDatabaseIsEmptyAndOnesOwn() throws Exception {
    String mine = TestServers.freshDatabase();
    String yours = TestServers.freshDatabase();
    Sql.ask(TestServers.postgres().superuser(mine), "create table mine ()");
    assertThat(Sql.ask(TestServers.postgres().superuser(yours), "select to_regclass('mine')"))
        .isNull();
  }

  @Test
  void sigtermEndsTheServersAfterTheContextAndDeletesTheirData() throws Exception {
    Path run;
    try (var other = OtherJvm.start(WithContext.class, folder.resolve("log"), folder.toString())) {
      run = Path.of(Files.readString(folder.resolve("run")));
      assertThat(Processes.running("postgres", run.resolve("postgres/data"))).isNotEmpty();
      other.sigterm();
    }
    assertThat(run).doesNotExist();
    assertThat(folder.resolve("context-closed")).content().isEqualTo("servers still there");
    assertThat(
            ProcessHandle.allProcesses()
                .flatMap(each -> each.info().commandLine().stream())
                .filter(line -> line.contains(run.toString())))
        .isEmpty();
  }

  @Test
  void whatAKilledJvmLeftBehindIsGoneWithTheNextOne() throws Exception {
    Path run;
    try (var killed = OtherJvm.start(WithContext.class, folder.resolve("log"), folder.toString())) {
      run = Path.of(Files.readString(folder.resolve("run")));
      killed.sigkill();
    }
    assertThat(Processes.running("postgres", run.resolve("postgres/data"))).isNotEmpty();
    try (var next = OtherJvm.start(WithContext.class, folder.resolve("log"), folder.toString())) {
      assertThat(Processes.running("postgres", run.resolve("postgres/data"))).isEmpty();
      assertThat(run).doesNotExist();
      next.sigterm();
    }
  }

  /** A Spring application that uses the servers once more while it is closed. */
  static final class WithContext {
    public static void main(String[] arguments) throws Exception {
      OtherJvm.endWhenMainFails();
      Path folder = Path.of(arguments[0]);
      var postgres = TestServers.postgres();
      var redis = TestServers.redis();
      TestServers.kafka();
      TestServers.mail();
      var application = new SpringApplication(WithContext.class);
      application.setWebApplicationType(WebApplicationType.NONE);
      application.addInitializers(
          context ->
              context.addApplicationListener(
                  event -> {
                    if (event instanceof ContextClosedEvent) {
                      askOnceMore(folder, postgres, redis);
                    }
                  }));
      application.run();
      Files.writeString(
          folder.resolve("run"), postgres.log().resolve("../..").normalize().toString());
      OtherJvm.sayReady();
    }

    private static void askOnceMore(Path folder, PostgresServer postgres, RedisServer redis) {
      try {
        Sql.ask(postgres.superuser("postgres"), "select pg_sleep(1)");
        Redis.ask(redis, "PING");
        Files.writeString(folder.resolve("context-closed"), "servers still there");
      } catch (IOException | SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}

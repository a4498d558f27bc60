package io.taskledger.verification.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.local.client.Api;
import io.taskledger.local.client.Api.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator stops, kills and starts the system, and nothing is lost. */
class RestartIT {
  @TempDir private Path folder;

  @Test
  void everythingIsThereAfterAStopAndAfterAKill() throws Exception {
    try (var system = new LocalSystem(folder.resolve("data"))) {
      String task;
      try (Api api = system.api()) {
        api.register("anna@example.org", SharedSystem.PASSWORD, "Anna");
        api.logIn("anna@example.org", SharedSystem.PASSWORD);
        task = api.send("POST", "/api/tasks", Map.of("title", "Kept")).header("Location");
      }
      onlyOneSystemRunsOnTheData(system);

      assertThat(system.interrupt()).isLessThan(Duration.ofSeconds(10));
      assertThat(system.processes()).isEmpty();
      assertThat(system.run("status", Map.of()).text()).contains("Nothing runs");

      system.restart();
      everythingIsStillThere(system, task);
      system.kill();
      system.restart();
      everythingIsStillThere(system, task);
      assertThat(system.run("down", Map.of()).status()).isZero();
      assertThat(system.processes()).isEmpty();
    }
  }

  private static void onlyOneSystemRunsOnTheData(LocalSystem system) throws Exception {
    assertThat(system.run("status", Map.of()).status()).isZero();
    var second = system.run("up", Map.of());
    assertThat(second.status()).isEqualTo(1);
    assertThat(second.text().lines()).singleElement().asString().contains("runs already");

    Path other = Files.createTempDirectory("other");
    var onThePorts = system.run("up", Map.of("TASKLEDGER_DATA", other.toString()));
    assertThat(onThePorts.status()).isEqualTo(1);
    assertThat(onThePorts.text().lines()).singleElement().asString().contains("already in use");
    try (Stream<Path> left = Files.list(other)) {
      assertThat(left.map(path -> path.getFileName().toString())).containsOnly("lock");
    }
  }

  private static void everythingIsStillThere(LocalSystem system, String task) {
    try (Api api = system.api()) {
      api.logIn("anna@example.org", SharedSystem.PASSWORD);
      assertThat(api.send("GET", task, null).body().path("version").asInt()).isEqualTo(1);
      Answer more = api.send("POST", "/api/tasks", Map.of("title", "After the restart"));
      assertThat(more.status()).isEqualTo(201);
      String[] seen = {
        "Taskledger-Min-Position", more.header("Taskledger-Position"), "Prefer", "wait=10"
      };
      for (String view : List.of(more.header("Location"), "/api/tasks", "/api/dashboard")) {
        assertThat(api.send("GET", view, null, seen).status()).as(view).isEqualTo(200);
      }
    }
  }
}

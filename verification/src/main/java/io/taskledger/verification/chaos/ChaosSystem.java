package io.taskledger.verification.chaos;

import io.taskledger.devservers.Ports;
import io.taskledger.devservers.PostgresServer;
import io.taskledger.devservers.RedisServer;
import io.taskledger.devservers.audit.Ledger;
import io.taskledger.devservers.process.Binaries;
import io.taskledger.devservers.process.Processes;
import io.taskledger.local.client.Api;
import io.taskledger.local.process.PartProcess;
import io.taskledger.local.settings.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** A system of its own: what is to be killed in processes of their own, the rest in one. */
final class ChaosSystem implements AutoCloseable {
  private final Path data;
  private final Map<String, String> environment = new HashMap<>();
  final PartProcess postgres;
  final PartProcess redis;
  final PartProcess kafka;
  final PartProcess commandSide;
  private final PartProcess rest;

  ChaosSystem(Path root, List<String> portVariables) {
    data = root.resolve("system");
    portVariables.forEach(variable -> environment.put(variable, Integer.toString(Ports.free())));
    environment.put("TASKLEDGER_DATA", data.toString());
    Path log = root.resolve("parts.log");
    postgres = new PartProcess(List.of("postgres"), log, environment);
    redis = new PartProcess(List.of("redis"), log, environment);
    kafka = new PartProcess(List.of("kafka"), log, environment);
    commandSide = new PartProcess(List.of("command-side"), log, environment);
    rest =
        new PartProcess(
            List.of("mail", "projections", "query-side", "saga-notifications", "api-gateway"),
            log,
            environment);
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopAll, "chaos-stop"));
  }

  /** Starts everything on new data, one after another: each finds the secrets of those before. */
  void start() throws IOException {
    forget();
    Files.createDirectories(data.resolve("logs"));
    for (PartProcess part : List.of(postgres, redis, kafka, commandSide, rest)) {
      part.start();
    }
  }

  /** Deletes the data, and ends what an earlier run may have left on it. */
  void forget() throws IOException {
    if (Files.isDirectory(data.resolve("postgres"))) {
      PostgresServer.endOrphan(data.resolve("postgres"));
    }
    if (Files.isDirectory(data.resolve("redis"))) {
      RedisServer.endOrphan(data.resolve("redis"));
    }
    Binaries.delete(data);
  }

  /** Ends all processes of PostgreSQL with SIGKILL, and the one that looks after them. */
  void killPostgres() throws IOException, InterruptedException {
    postgres.kill();
    Processes.kill("postgres", data.resolve("postgres").resolve("data"));
  }

  /** Ends Redis with SIGKILL. */
  void killRedis() throws IOException, InterruptedException {
    redis.kill();
    Processes.kill("redis-server", data.resolve("redis"));
  }

  int gateway() {
    return port("GATEWAY");
  }

  /** The administrator, logged in. */
  Api administrator() {
    var secrets = new Secrets(data, environment);
    var api = new Api(gateway());
    api.logIn(secrets.adminEmail(), secrets.adminPassword());
    return api;
  }

  String kafkaServers() {
    return "127.0.0.1:" + port("KAFKA");
  }

  Ledger ledger() throws IOException {
    var source = new PGSimpleDataSource();
    source.setUrl("jdbc:postgresql://127.0.0.1:%d/taskledger".formatted(port("POSTGRES")));
    source.setUser("postgres");
    source.setPassword(Files.readString(data.resolve("postgres").resolve("superuser.password")));
    return new Ledger(source);
  }

  private int port(String name) {
    return Integer.parseInt(environment.getOrDefault("TASKLEDGER_" + name + "_PORT", "0"));
  }

  private void stopAll() {
    try {
      for (PartProcess part : List.of(rest, commandSide, kafka, redis, postgres)) {
        part.stop();
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends everything; the data stays. */
  @Override
  public void close() {
    stopAll();
  }
}

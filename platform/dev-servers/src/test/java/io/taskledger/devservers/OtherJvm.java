package io.taskledger.devservers;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JVM beside this one, to be killed in various ways. */
final class OtherJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private OtherJvm(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Runs a main class and returns when that has called {@link #sayReady}. */
  static OtherJvm start(Class<?> main, Path log, String... arguments) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        new ArrayList<>(List.of(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    var jvm = new OtherJvm(new ProcessBuilder(command).redirectError(log.toFile()).start());
    jvm.awaitLine("ready");
    return jvm;
  }

  /** Called in the other JVM: the threads of servers would keep it alive. */
  static void endWhenMainFails() {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> {
          failure.printStackTrace();
          Runtime.getRuntime().exit(1);
        });
  }

  /** Called in the other JVM: tells the first that it is ready, and waits to be killed. */
  static void sayReady() throws InterruptedException {
    System.out.println("ready");
    Thread.currentThread().join();
  }

  /** Waits for a line of output; ends in an exception when the other JVM ends without it. */
  void awaitLine(String expected) throws IOException {
    for (String line = output.readLine(); !expected.equals(line); line = output.readLine()) {
      if (line == null) {
        throw new IOException("the other JVM ended before it said: " + expected);
      }
    }
  }

  void sigkill() {
    process.destroyForcibly().onExit().join();
  }

  void sigterm() {
    process.destroy();
    process.onExit().join();
  }

  @Override
  public void close() {
    sigkill();
  }

  /** Starts what keeps data, writes to each, and waits to be killed. */
  static final class WithData {
    public static void main(String[] arguments) throws Exception {
      endWhenMainFails();
      Path folder = Path.of(arguments[0]);
      var postgres = PostgresServer.start(folder.resolve("postgres"), 0);
      var redis = RedisServer.start(folder.resolve("redis"), 0, "a-password");
      var kafka = KafkaServer.start(folder.resolve("kafka"), 0, 0);
      Sql.ask(postgres.superuser("postgres"), "create table notes as select 'kept' as note");
      Redis.ask(redis, "SET note kept");
      KafkaClients.createTopic(kafka.bootstrapServers(), "notes");
      KafkaClients.send(kafka.bootstrapServers(), "notes", "kept", Map.of());
      sayReady();
    }
  }
}

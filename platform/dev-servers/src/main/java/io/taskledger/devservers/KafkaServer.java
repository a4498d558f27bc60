package io.taskledger.devservers;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka (KRaft, one node, broker and controller) inside this JVM. Topics are only created
 * when somebody asks for it, and stay when the JVM is killed. A fault that would end a broker, such
 * as a lost data directory, ends the JVM.
 */
public final class KafkaServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaServer.class);
  private static final Duration STARTED_WITHIN = Duration.ofSeconds(60);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(5);
  // Always the same, so that formatting can be repeated when it was interrupted.
  private static final Uuid CLUSTER = new Uuid(0x7461736b6c656467L, 0x6572206c6f63616cL);
  private static final String HOST = "127.0.0.1";

  private final ServerDirectory home;
  private final KafkaRaftServer server;
  private final int port;

  private KafkaServer(ServerDirectory home, KafkaRaftServer server, int port) {
    this.home = home;
    this.server = server;
    this.port = port;
  }

  /**
   * Starts the server on the data in the directory, which is created when missing; clients are told
   * to reach it on 127.0.0.1.
   *
   * @param port for clients, 0 for a free one
   * @param controllerPort for the node itself, 0 for a free one
   * @throws ServerStartException when a port or the directory is in use, or the server fails
   */
  public static KafkaServer start(Path directory, int port, int controllerPort) {
    return start(directory, port, controllerPort, HOST);
  }

  /**
   * As {@link #start(Path, int, int)}, with the host name that clients are told; it must lead to
   * this machine's 127.0.0.1.
   */
  public static KafkaServer start(
      Path directory, int port, int controllerPort, String advertisedHost) {
    ServerDirectory home = ServerDirectory.own("kafka", directory);
    boolean started = false;
    try {
      int clients = Ports.freeOrRequired("Kafka", port);
      int controller = Ports.freeOrRequired("the controller of Kafka", controllerPort);
      format(home.path());
      var config = settings(home.path(), clients, controller, advertisedHost);
      var server = new KafkaRaftServer(KafkaConfig.fromProps(config, false), Time.SYSTEM);
      if (!endsWithin(STARTED_WITHIN, "start", server::startup)) {
        stop(server);
        throw new ServerStartException(
            "Kafka did not start within %d seconds; the log of this program says more."
                .formatted(STARTED_WITHIN.toSeconds()));
      }
      started = true;
      return new KafkaServer(home, server, clients);
    } catch (CompletionException e) {
      throw new ServerStartException("Kafka did not start: " + e.getCause(), e);
    } catch (IOException e) {
      throw home.unusable(e);
    } finally {
      if (!started) {
        home.close();
      }
    }
  }

  /** The port for clients on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** Where clients connect first. */
  public String bootstrapServers() {
    return HOST + ":" + port;
  }

  /** Shuts down within 5 seconds; may be called again. */
  @Override
  public void close() {
    home.closeAfter(directory -> stop(server));
  }

  private static void stop(KafkaRaftServer server) {
    boolean stopped =
        endsWithin(
            STOPPED_WITHIN,
            "stop",
            () -> {
              server.shutdown();
              server.awaitShutdown();
            });
    if (!stopped) {
      LOG.warn("Kafka is still shutting down after {} s", STOPPED_WITHIN.toSeconds());
    }
  }

  private static boolean endsWithin(Duration limit, String name, Runnable work) {
    return CompletableFuture.runAsync(
            work, task -> Thread.ofPlatform().daemon().name("kafka-" + name).start(task))
        .thenApply(done -> true)
        .completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private static void format(Path directory) throws IOException {
    try {
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setClusterId(CLUSTER.toString())
          .setNodeId(1)
          .addDirectory(directory.toString())
          .setMetadataLogDirectory(directory.toString())
          .setControllerListenerName("CONTROLLER")
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .setIgnoreFormatted(true)
          .run();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private static Properties settings(
      Path directory, int port, int controllerPort, String advertisedHost) {
    var settings = new Properties();
    settings.setProperty("log.dirs", directory.toString());
    settings.setProperty("process.roles", "broker,controller");
    settings.setProperty("node.id", "1");
    settings.setProperty("controller.quorum.voters", "1@%s:%d".formatted(HOST, controllerPort));
    settings.setProperty("controller.listener.names", "CONTROLLER");
    settings.setProperty(
        "listeners",
        "PLAINTEXT://%s:%d,CONTROLLER://%s:%d".formatted(HOST, port, HOST, controllerPort));
    settings.setProperty(
        "advertised.listeners", "PLAINTEXT://%s:%d".formatted(advertisedHost, port));
    settings.setProperty("auto.create.topics.enable", "false");
    settings.setProperty("group.initial.rebalance.delay.ms", "0");
    for (String topic :
        new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
      settings.setProperty(topic + ".replication.factor", "1");
      settings.setProperty(topic + ".num.partitions", "3");
    }
    settings.setProperty("transaction.state.log.min.isr", "1");
    settings.setProperty("share.coordinator.state.topic.min.isr", "1");
    // After a kill the node waits this long for its former self before it comes back.
    settings.setProperty("broker.session.timeout.ms", "3000");
    settings.setProperty("broker.heartbeat.interval.ms", "500");
    settings.setProperty("num.network.threads", "2");
    settings.setProperty("num.io.threads", "2");
    settings.setProperty("background.threads", "2");
    settings.setProperty("group.coordinator.threads", "1");
    settings.setProperty("share.coordinator.threads", "1");
    // The default is 128 MB of heap, taken at the start.
    settings.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
    return settings;
  }
}

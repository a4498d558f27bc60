package io.taskledger.devservers;

import io.taskledger.devservers.process.Binaries;
import io.taskledger.devservers.process.DirectoryLock;
import io.taskledger.devservers.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The servers that the tests of one JVM share: each is started when first asked for, on free ports
 * and new data, and ended and deleted with the JVM, after all Spring contexts were closed.
 */
public final class TestServers {
  private static final String PREFIX = "run-";
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final Duration SPRING_BEGINS_WITHIN = Duration.ofMillis(200);
  private static final Duration SPRING_ENDS_WITHIN = Duration.ofSeconds(30);
  private static final Deque<AutoCloseable> STARTED = new ArrayDeque<>();
  private static @Nullable Path run;
  private static @Nullable PostgresServer postgres;
  private static @Nullable KafkaServer kafka;
  private static @Nullable RedisServer redis;
  private static @Nullable MailServer mail;

  private TestServers() {}

  /** The shared PostgreSQL; take a {@link #freshDatabase()} of your own in it. */
  public static synchronized PostgresServer postgres() {
    if (postgres == null) {
      // What is not yet on the disk when the machine fails is no loss: the data is thrown away.
      postgres =
          PostgresServer.start(run().resolve("postgres"), 0, binaries(), List.of("--no-sync"));
      STARTED.push(postgres);
    }
    return postgres;
  }

  /** The shared Kafka; no topic exists before a test creates it. */
  public static synchronized KafkaServer kafka() {
    if (kafka == null) {
      kafka = KafkaServer.start(run().resolve("kafka"), 0, 0);
      STARTED.push(kafka);
    }
    return kafka;
  }

  /** The shared Redis. */
  public static synchronized RedisServer redis() {
    if (redis == null) {
      redis =
          RedisServer.start(run().resolve("redis"), 0, UUID.randomUUID().toString(), binaries());
      STARTED.push(redis);
    }
    return redis;
  }

  /** The shared mail catcher. */
  public static synchronized MailServer mail() {
    if (mail == null) {
      mail = MailServer.start(run().resolve("mail"), 0, 0);
      STARTED.push(mail);
    }
    return mail;
  }

  /** Creates an empty database in {@link #postgres()} and tells its name. */
  public static String freshDatabase() {
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    postgres().ensureDatabase(name);
    return name;
  }

  static Path binaries() {
    return shared().resolve("binaries");
  }

  private static Path shared() {
    return Path.of(
        System.getProperty("java.io.tmpdir"),
        "taskledger-tests-" + System.getProperty("user.name"));
  }

  private static Path run() {
    if (run == null) {
      try {
        run = newRun();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(TestServers::endAfterSpring, "test-servers"));
    }
    return run;
  }

  private static Path newRun() throws IOException {
    Files.createDirectories(shared(), OWNER_ONLY);
    // One JVM at a time, so that nobody takes a run that has no lock yet for one of a dead JVM.
    try (DirectoryLock alone = DirectoryLock.take(shared(), Duration.ofMinutes(1))) {
      deleteRunsOfDeadJvms();
      Path created = Files.createTempDirectory(shared(), PREFIX);
      STARTED.push(DirectoryLock.take(created, Duration.ZERO));
      STARTED.push(() -> Binaries.delete(created));
      return created;
    }
  }

  private static void deleteRunsOfDeadJvms() throws IOException {
    try (var runs = Files.newDirectoryStream(shared(), PREFIX + "*")) {
      for (Path each : runs) {
        Optional<DirectoryLock> lock = DirectoryLock.tryTake(each);
        if (lock.isPresent()) {
          try (DirectoryLock ours = lock.get()) {
            PostgresServer.endOrphan(each.resolve("postgres"));
            RedisServer.endOrphan(each.resolve("redis"));
            Binaries.delete(each);
          }
        }
      }
    }
  }

  private static synchronized void endAfterSpring() {
    // Shutdown hooks run side by side, and a context that closes without its servers takes long.
    if (Processes.await(SPRING_BEGINS_WITHIN, TestServers::springIsClosing)) {
      Processes.await(SPRING_ENDS_WITHIN, () -> !springIsClosing());
    }
    try {
      endAll();
    } catch (Exception e) {
      throw new IllegalStateException("Not all test servers were ended", e);
    }
  }

  private static boolean springIsClosing() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().matches("Spring(Application|Context)ShutdownHook"));
  }

  private static void endAll() throws Exception {
    AutoCloseable next = STARTED.poll();
    if (next != null) {
      try {
        next.close();
      } finally {
        endAll();
      }
    }
  }
}

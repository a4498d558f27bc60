package io.taskledger.local.service;

import io.taskledger.devservers.KafkaServer;
import io.taskledger.devservers.MailServer;
import io.taskledger.devservers.PostgresServer;
import io.taskledger.devservers.RedisServer;
import io.taskledger.local.settings.Secrets;
import io.taskledger.local.settings.Settings;
import io.taskledger.local.settings.Settings.Port;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The servers under the services, with their data below one folder. */
public record Infrastructure(
    PostgresServer postgres, KafkaServer kafka, RedisServer redis, MailServer mail)
    implements AutoCloseable {
  public static final String DATABASE = "taskledger";

  /** Ends what a JVM that was killed has left running, so that its ports and data are free. */
  public static void endOrphans(Path data) {
    if (Files.isDirectory(data.resolve("postgres"))) {
      PostgresServer.endOrphan(data.resolve("postgres"));
    }
    if (Files.isDirectory(data.resolve("redis"))) {
      RedisServer.endOrphan(data.resolve("redis"));
    }
  }

  /** Starts all four side by side; when one cannot start the others are ended again. */
  public static Infrastructure start(Settings settings, Secrets secrets, StartupProgress steps) {
    var postgres = begin(steps, "PostgreSQL", () -> postgres(settings, secrets));
    var kafka = begin(steps, "Kafka", () -> kafka(settings));
    var redis = begin(steps, "Redis", () -> redis(settings, secrets));
    var mail = begin(steps, "Mail catcher", () -> mail(settings));
    try {
      CompletableFuture.allOf(postgres, kafka, redis, mail).join();
      return new Infrastructure(postgres.join(), kafka.join(), redis.join(), mail.join());
    } catch (CompletionException failed) {
      postgres.thenAccept(PostgresServer::close);
      kafka.thenAccept(KafkaServer::close);
      redis.thenAccept(RedisServer::close);
      mail.thenAccept(MailServer::close);
      throw failed.getCause() instanceof RuntimeException known ? known : failed;
    }
  }

  /** Starts PostgreSQL, with the database, roles and schemas of the services. */
  public static PostgresServer postgres(Settings settings, Secrets secrets) {
    var server =
        PostgresServer.start(settings.data().resolve("postgres"), settings.port(Port.POSTGRES));
    prepare(server, secrets);
    return server;
  }

  public static KafkaServer kafka(Settings settings) {
    return KafkaServer.start(
        settings.data().resolve("kafka"),
        settings.port(Port.KAFKA),
        settings.port(Port.KAFKA_CONTROLLER));
  }

  public static RedisServer redis(Settings settings, Secrets secrets) {
    return RedisServer.start(
        settings.data().resolve("redis"), settings.port(Port.REDIS), secrets.redis());
  }

  public static MailServer mail(Settings settings) {
    return MailServer.start(
        settings.data().resolve("mail"), settings.port(Port.SMTP), settings.port(Port.MAIL));
  }

  private static void prepare(PostgresServer postgres, Secrets secrets) {
    postgres.ensureDatabase(DATABASE);
    for (Service service : Service.values()) {
      if (!service.role().isEmpty()) {
        postgres.ensureRole(service.role(), secrets.database(service.role()));
      }
    }
    for (Service service : Service.values()) {
      if (!service.role().isEmpty() && service != Service.QUERY_SIDE) {
        postgres.ensureSchema(DATABASE, service.schema(), service.role());
      }
    }
    // Each generation of a view lives in a schema of its own.
    postgres.allowSchemas(DATABASE, Service.PROJECTIONS.role());
  }

  private static <T> CompletableFuture<T> begin(
      StartupProgress steps, String name, Supplier<T> start) {
    var started = new CompletableFuture<T>();
    Thread.ofPlatform()
        .name("start-" + name)
        .start(
            () -> {
              ServiceLog.enter(name.toLowerCase(java.util.Locale.ROOT).replace(' ', '-'));
              try {
                started.complete(steps.run(name, start));
              } catch (RuntimeException failed) {
                started.completeExceptionally(failed);
              }
            });
    return started;
  }

  /** Ends all four; the data stays. */
  @Override
  public void close() {
    try (postgres;
        redis;
        kafka;
        mail) {
      // Closed in the opposite order.
    }
  }
}

package io.taskledger.local;

import io.taskledger.devservers.Ports;
import io.taskledger.devservers.ServerStartException;
import io.taskledger.local.client.Demo;
import io.taskledger.local.service.Infrastructure;
import io.taskledger.local.service.Service;
import io.taskledger.local.service.StartupProgress;
import io.taskledger.local.settings.RunLock;
import io.taskledger.local.settings.Secrets;
import io.taskledger.local.settings.Settings;
import io.taskledger.local.settings.Settings.Port;
import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** {@code local/up}: starts everything, tells where it is, and runs until it is told to stop. */
final class Up {
  /** Below this much room the servers would fail in ways that are harder to understand. */
  private static final long ROOM_MB = 500;

  private final Settings settings;
  private final StartupProgress steps = new StartupProgress();
  private final List<ConfigurableApplicationContext> services =
      Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Infrastructure servers;

  Up(Settings settings) {
    this.settings = settings;
  }

  /** Runs until the JVM is told to end. */
  void run() throws InterruptedException {
    run(this::greet);
  }

  /** As above, with something to do when all is ready. */
  void run(Consumer<Secrets> ready) throws InterruptedException {
    try (RunLock lock = RunLock.take(settings.data())) {
      requireRoom();
      Infrastructure.endOrphans(settings.data());
      Ports.requireFree(settings.portsByPurpose());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(lock), "local-down"));
      var secrets = new Secrets(settings.data(), System.getenv());
      steps.say("Starting (data in %s)", settings.data());
      servers = Infrastructure.start(settings, secrets, steps);
      startServices(secrets);
      Demo.register(settings, secrets);
      lock.ready();
      ready.accept(secrets);
      stopped.await();
    }
  }

  private void requireRoom() {
    try {
      long room = Files.getFileStore(settings.data()).getUsableSpace() >> 20;
      if (room < ROOM_MB) {
        throw new ServerStartException(
            "Only %d MB are free on the disk of %s; free some, %d MB are needed."
                .formatted(room, settings.data(), ROOM_MB));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void startServices(Secrets secrets) {
    List<CompletableFuture<Void>> starts = new ArrayList<>();
    for (Service service : Service.values()) {
      var done = new CompletableFuture<Void>();
      starts.add(done);
      Thread.ofPlatform()
          .name("start-" + service.serviceName())
          .start(
              () -> {
                try {
                  services.add(
                      steps.run(service.serviceName(), () -> service.start(settings, secrets)));
                  done.complete(null);
                } catch (RuntimeException failed) {
                  done.completeExceptionally(
                      new ServerStartException(
                          "%s did not start: %s (see %s)"
                              .formatted(
                                  service.serviceName(),
                                  failed.getMessage(),
                                  settings.logs().resolve(service.serviceName() + ".log")),
                          failed));
                }
              });
    }
    try {
      CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException known ? known : failed;
    }
  }

  private void greet(Secrets secrets) {
    steps.say(
        """

        Taskledger is ready after %.1f s.

          Page         http://localhost:%d
          API          http://localhost:%d
          Mail         http://localhost:%d
          Kafka        localhost:%d
          PostgreSQL   localhost:%d, database %s
          Redis        localhost:%d

          Demo user      %s   password %s   (local/demo fills it with tasks)
          Administrator  %s   password %s

        Ctrl-C or local/down ends it; the data stays in %s.\
        """,
        steps.total(),
        settings.port(Port.PAGE),
        settings.port(Port.GATEWAY),
        settings.port(Port.MAIL),
        settings.port(Port.KAFKA),
        settings.port(Port.POSTGRES),
        Infrastructure.DATABASE,
        settings.port(Port.REDIS),
        secrets.demoEmail(),
        shown(secrets.demoPassword()),
        secrets.adminEmail(),
        shown(secrets.adminPassword()),
        settings.data());
  }

  /** Only on a terminal: what goes to a file is often readable by others. */
  private String shown(String password) {
    Console console = System.console();
    return console != null && console.isTerminal()
        ? password
        : "in %s".formatted(settings.data().resolve(Secrets.FILE));
  }

  /** Services first and all at once, then the servers below them. */
  private void stop(RunLock lock) {
    List<Thread> closing = new ArrayList<>();
    for (ConfigurableApplicationContext service : List.copyOf(services)) {
      closing.add(Thread.ofPlatform().start(service::close));
    }
    try {
      for (Thread thread : closing) {
        thread.join(Duration.ofSeconds(6));
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    Infrastructure started = servers;
    if (started != null) {
      started.close();
    }
    lock.close();
    stopped.countDown();
  }
}

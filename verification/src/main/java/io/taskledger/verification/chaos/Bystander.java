package io.taskledger.verification.chaos;

import io.taskledger.verification.bench.load.HttpConnection;
import io.taskledger.verification.bench.load.Latencies;
import io.taskledger.verification.bench.load.Person;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A user who works while somebody else attacks, and does not want to notice it. */
final class Bystander {
  private static final double LIMIT_MILLIS = 1_000;
  private static final long THINKS_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final List<String> READS =
      List.of("/api/tasks?limit=50", "/api/dashboard", "/api/users/me");

  private final String name = "bystander-" + UUID.randomUUID();
  private final int gateway;
  private final Person person;
  private final Latencies latencies = new Latencies();
  private final List<String> complaints = new ArrayList<>();
  private final Thread thread;
  private volatile boolean running = true;

  /** Opens an account and begins. */
  Bystander(int gateway) throws IOException {
    this.gateway = gateway;
    this.person = Person.register(gateway, name);
    this.thread = Thread.ofPlatform().start(this::work);
  }

  String email() {
    return name + "@bench.example";
  }

  /** Ends; tells of each answer that was no success, and whether one in 100 took over a second. */
  List<String> stop() throws InterruptedException {
    running = false;
    thread.join();
    try {
      Person.logIn(gateway, email());
    } catch (IOException refused) {
      complaints.add("Whoever is attacked cannot log in: " + refused.getMessage());
    }
    if (latencies.millis(.99) > LIMIT_MILLIS) {
      complaints.add("Another user waited too long: " + summary());
    }
    return complaints;
  }

  /** What was waited for, in words. */
  String summary() {
    return "%d requests of another user, p50 %.0f ms, p99 %.0f ms, longest %.0f ms"
        .formatted(
            latencies.count(), latencies.millis(.5), latencies.millis(.99), latencies.millis(1));
  }

  private void work() {
    try (var connection = new HttpConnection(gateway)) {
      while (running) {
        send(connection, 201, person.post("/api/tasks", "{\"title\":\"Just work\"}"), "POST");
        for (String path : READS) {
          send(connection, 200, person.get(path), path);
        }
      }
    } catch (IOException lost) {
      complaints.add("The connection of another user was lost: " + lost.getMessage());
    }
  }

  private void send(HttpConnection connection, int expected, byte[] request, String what) {
    long sent = System.nanoTime();
    try {
      int status = connection.send(request);
      if (status != expected) {
        complaints.add("%s of another user was answered with %d".formatted(what, status));
      }
    } catch (IOException lost) {
      complaints.add("%s of another user was not answered: %s".formatted(what, lost.getMessage()));
    }
    latencies.add(System.nanoTime() - sent);
    LockSupport.parkNanos(THINKS_NANOS);
  }
}

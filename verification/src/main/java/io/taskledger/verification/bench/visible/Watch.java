package io.taskledger.verification.bench.visible;

import io.taskledger.verification.bench.load.HttpConnection;
import io.taskledger.verification.bench.load.Latencies;
import io.taskledger.verification.bench.load.Person;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Measures when a view shows something, by reads that wait for it. */
final class Watch {
  private static final long GIVEN_UP_SECONDS = 20;

  private final String name;
  private final String path;
  private final Queue<HttpConnection> idle = new ConcurrentLinkedQueue<>();
  private final Latencies times = new Latencies();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicReference<String> failure = new AtomicReference<@Nullable String>();
  private final ExecutorService looks = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param name of the view
   * @param path with a place for the task's id
   */
  Watch(String name, String path) {
    this.name = name;
    this.path = path;
  }

  /** Looks, without waiting for it; the time counts from the answer to the command. */
  void look(int port, Person person, SteadyCreates.Created task) {
    looks.execute(
        () -> {
          try {
            HttpConnection kept = idle.poll();
            HttpConnection connection = kept == null ? new HttpConnection(port) : kept;
            int status =
                connection.send(person.getSince(path.formatted(task.taskId()), task.position()));
            long seen = System.nanoTime() - task.answered();
            if (status != 200) {
              failed(status + " " + connection.body());
            } else if (task.counts()) {
              times.add(seen);
            }
            idle.add(connection);
          } catch (IOException lost) {
            failed(lost.toString());
          }
        });
  }

  /** Waits for the last looks. */
  void finish() throws InterruptedException {
    looks.shutdown();
    if (!looks.awaitTermination(GIVEN_UP_SECONDS, TimeUnit.SECONDS)) {
      failed("some never ended");
    }
    for (HttpConnection connection : idle) {
      try {
        connection.close();
      } catch (IOException alreadyLost) {
        failed(alreadyLost.toString());
      }
    }
  }

  String name() {
    return name;
  }

  double millis(double quantile) {
    return times.millis(quantile);
  }

  long failures() {
    return failures.get();
  }

  String failure() {
    String first = failure.get();
    return first == null ? "" : first;
  }

  private void failed(String what) {
    failures.incrementAndGet();
    failure.compareAndSet(null, what);
  }
}

package io.taskledger.verification.bench.visible;

import io.taskledger.verification.bench.load.HttpConnection;
import io.taskledger.verification.bench.load.NewTasks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Creates tasks at a steady rate through the gateway, each sent at its time whether or not earlier
 * ones were answered, by up to 32 senders.
 */
final class SteadyCreates {
  private static final int SENDERS = 32;
  private static final Duration LEAD = Duration.ofSeconds(15);

  private final int gateway;
  private final NewTasks tasks;
  private final int perSecond;
  private final AtomicLong next = new AtomicLong();

  SteadyCreates(int gateway, NewTasks tasks, int perSecond) {
    this.gateway = gateway;
    this.tasks = tasks;
    this.perSecond = perSecond;
  }

  /**
   * A task that was created.
   *
   * @param number of the task, from 0
   * @param position of its event, as clients send it back
   * @param answered when the 201 was there, in {@link System#nanoTime}
   * @param counts whether the lead is over
   */
  record Created(long number, String taskId, String position, long answered, boolean counts) {}

  /** Is told of each, by the sender's thread, which must not be held up. */
  @FunctionalInterface
  interface Listener {
    void created(Created task);
  }

  /**
   * Creates for so long, after a lead that is not to be counted, in which the JIT compiles what
   * reads and streams need.
   *
   * @return how many were created a second
   */
  double run(Duration duration, Listener listener) throws InterruptedException {
    long start = System.nanoTime();
    long count = LEAD.plus(duration).toSeconds() * perSecond;
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      senders.add(Thread.ofPlatform().daemon().start(() -> send(start, count, listener)));
    }
    for (Thread sender : senders) {
      sender.join();
    }
    return count * 1e9 / (System.nanoTime() - start);
  }

  private void send(long start, long count, Listener listener) {
    try (var connection = new HttpConnection(gateway)) {
      for (long number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
        long due = start + number * 1_000_000_000L / perSecond;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        int status = connection.send(tasks.next());
        long answered = System.nanoTime();
        String location = connection.header("Location");
        String position = connection.header("Taskledger-Position");
        if (status != 201 || location == null || position == null) {
          throw new IllegalStateException(
              "Creating was answered with " + status + " " + connection.body());
        }
        listener.created(
            new Created(
                number,
                location.substring(location.lastIndexOf('/') + 1),
                position,
                answered,
                number >= LEAD.toSeconds() * perSecond));
      }
    } catch (IOException lost) {
      throw new IllegalStateException("The gateway was lost", lost);
    }
  }
}

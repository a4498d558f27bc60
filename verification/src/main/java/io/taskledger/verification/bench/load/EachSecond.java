package io.taskledger.verification.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * Connections that send a request each second, whether the last one was answered soon or not. A
 * time counts from the moment at which the request was due, so that a slow answer does not hide
 * those behind it.
 */
public final class EachSecond {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final int port;
  private final int connections;
  private final Latencies latencies = new Latencies();
  private final AtomicLong served = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  /** So many connections to a port. */
  public EachSecond(int port, int connections) {
    this.port = port;
    this.connections = connections;
  }

  /** A request and the status that it is to be answered with. */
  public record Request(byte[] rendered, int expected) {}

  /** What one connection sends next. */
  @FunctionalInterface
  public interface Requests {
    Request next();
  }

  /**
   * Sends for so long, of which the second half counts.
   *
   * @param requests of each connection, by its number
   */
  public void run(Duration duration, IntFunction<Requests> requests) throws InterruptedException {
    var ready = new CountDownLatch(connections);
    var begin = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int number = 0; number < connections; number++) {
      Requests own = requests.apply(number);
      threads.add(Thread.ofVirtual().start(() -> send(own, duration, ready, begin)));
    }
    ready.await();
    begin.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void send(Requests own, Duration duration, CountDownLatch ready, CountDownLatch begin) {
    try (var connection = new HttpConnection(port)) {
      ready.countDown();
      begin.await();
      long start = System.nanoTime();
      long end = start + duration.toNanos();
      long due = start + ThreadLocalRandom.current().nextLong(SECOND);
      while (due < end && System.nanoTime() < end) {
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        Request request = own.next();
        if (connection.send(request.rendered()) != request.expected()) {
          failed.incrementAndGet();
        } else if (due - start > duration.toNanos() / 2) {
          latencies.add(System.nanoTime() - due);
          served.incrementAndGet();
        }
        due += SECOND;
      }
    } catch (IOException lost) {
      ready.countDown();
      failed.incrementAndGet();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Of the right answers that count. */
  public Latencies latencies() {
    return latencies;
  }

  /** How many right answers counted. */
  public long served() {
    return served.get();
  }

  /** Wrong answers and broken connections. */
  public long failed() {
    return failed.get();
  }
}

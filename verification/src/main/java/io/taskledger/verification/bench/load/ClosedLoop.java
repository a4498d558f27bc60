package io.taskledger.verification.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * So many connections to a port, each of which sends its next request when the last one was
 * answered.
 */
public record ClosedLoop(int port, int connections) {
  private static final int MOST_BROKEN = 5;

  /** Gives out rendered requests, to many threads at once; {@code null} when there are no more. */
  @FunctionalInterface
  public interface Requests {
    byte @Nullable [] next();
  }

  /** Sends for so long, or until there are no more requests. */
  public LoadRound run(Duration duration, int expected, Requests requests)
      throws InterruptedException {
    var ready = new CountDownLatch(connections);
    var begin = new CountDownLatch(1);
    var latencies = new Latencies();
    List<Sender> senders = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      var sender = new Sender(port, expected, requests, duration, latencies, ready, begin);
      senders.add(sender);
      sender.thread.start();
    }
    ready.await();
    long start = System.nanoTime();
    begin.countDown();
    for (Sender sender : senders) {
      sender.thread.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new LoadRound(
        senders.stream().mapToLong(sender -> sender.right).sum(),
        seconds,
        latencies,
        senders.stream().mapToLong(sender -> sender.wrong).sum(),
        senders.stream()
            .map(sender -> sender.firstError)
            .filter(error -> !error.isEmpty())
            .findFirst()
            .orElse(""));
  }

  private static final class Sender {
    String firstError = "";
    final Thread thread;
    long right;
    long wrong;

    Sender(
        int port,
        int expected,
        Requests requests,
        Duration duration,
        Latencies latencies,
        CountDownLatch ready,
        CountDownLatch begin) {
      // Platform threads: a blocking read costs them one switch, virtual ones a poller as well.
      thread =
          Thread.ofPlatform()
              .daemon()
              .unstarted(
                  () -> {
                    try (var connection = new HttpConnection(port)) {
                      ready.countDown();
                      begin.await();
                      send(connection, expected, requests, duration, latencies);
                    } catch (IOException unreachable) {
                      ready.countDown();
                      failed(unreachable.toString());
                    } catch (InterruptedException stopped) {
                      Thread.currentThread().interrupt();
                    }
                  });
    }

    private void send(
        HttpConnection connection,
        int expected,
        Requests requests,
        Duration duration,
        Latencies latencies) {
      long end = System.nanoTime() + duration.toNanos();
      int broken = 0;
      while (System.nanoTime() < end && broken < MOST_BROKEN) {
        byte[] request = requests.next();
        if (request == null) {
          return;
        }
        long sent = System.nanoTime();
        try {
          int status = connection.send(request);
          latencies.add(System.nanoTime() - sent);
          if (status == expected) {
            right++;
          } else {
            failed(status + " " + connection.body());
          }
          broken = 0;
        } catch (IOException lost) {
          broken++;
          failed(lost.toString());
        }
      }
    }

    private void failed(String what) {
      wrong++;
      if (firstError.isEmpty()) {
        firstError = what;
      }
    }
  }
}

package io.taskledger.verification.bench.phase;

import io.taskledger.verification.bench.load.HttpConnection;
import io.taskledger.verification.bench.load.Latencies;
import io.taskledger.verification.bench.load.NewTasks;
import io.taskledger.verification.bench.load.Person;
import io.taskledger.verification.bench.report.Figure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * 2,000 connections through the gateway with a request a second each: one in five creates a task,
 * the others read the dashboard and a page of 50 in turn. A time counts from the moment at which
 * the request was due, so that a slow answer does not hide those behind it.
 */
public final class ManyConnections {
  private static final int CONNECTIONS = 2_000;
  private static final int PEOPLE = 8;
  private static final int CREATE_EVERY = 5;
  private static final double AIM_MILLIS = 500;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Load load;
  private final List<Person> people = new ArrayList<>();
  private final AtomicLong served = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  /** With the system at rest. */
  public ManyConnections(Load load) {
    this.load = load;
  }

  /** Sends for so long, of which the second half counts. */
  public void run(Duration duration) throws IOException, InterruptedException {
    // Of their own: the access tokens of those before have expired.
    for (int number = 0; number < PEOPLE; number++) {
      people.add(Person.register(load.system().port("GATEWAY"), "bench-connected-" + number));
    }
    var tasks = new NewTasks(people);
    var latencies = new Latencies();
    var ready = new CountDownLatch(CONNECTIONS);
    var begin = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int number = 0; number < CONNECTIONS; number++) {
      Person person = people.get(number % people.size());
      threads.add(
          Thread.ofVirtual()
              .start(() -> connected(person, tasks, duration, latencies, ready, begin)));
    }
    ready.await();
    begin.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    double perSecond = served.get() / (duration.toNanos() / 2.0 / SECOND);
    load.results()
        .add(
            Figure.ofTimes(
                "%,d connections with a request a second each, through the gateway"
                    .formatted(CONNECTIONS),
                latencies.millis(0.5),
                latencies.millis(0.99),
                AIM_MILLIS));
    load.results()
        .note(
            "Of %,d requests a second on %,d connections %s/s were served, %,d failed",
            CONNECTIONS, CONNECTIONS, Figure.whole(perSecond), refused.get());
  }

  private void connected(
      Person person,
      NewTasks tasks,
      Duration duration,
      Latencies latencies,
      CountDownLatch ready,
      CountDownLatch begin) {
    byte[] dashboard = person.get("/api/dashboard");
    byte[] page = person.get("/api/tasks?limit=50");
    try (var connection = new HttpConnection(load.system().port("GATEWAY"))) {
      ready.countDown();
      begin.await();
      long start = System.nanoTime();
      long due = start + ThreadLocalRandom.current().nextLong(SECOND);
      int sent = ThreadLocalRandom.current().nextInt(CREATE_EVERY);
      long end = start + duration.toNanos();
      while (due < end && System.nanoTime() < end) {
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        boolean isCreate = sent % CREATE_EVERY == 0;
        byte[] request = isCreate ? tasks.next() : sent % 2 == 0 ? dashboard : page;
        int status = connection.send(request);
        if (status != (isCreate ? 201 : 200)) {
          refused.incrementAndGet();
        } else if (due - start > duration.toNanos() / 2) {
          latencies.add(System.nanoTime() - due);
          served.incrementAndGet();
        }
        sent++;
        due += SECOND;
      }
    } catch (IOException lost) {
      ready.countDown();
      refused.incrementAndGet();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}

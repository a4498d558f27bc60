package io.taskledger.verification.bench.phase;

import io.taskledger.verification.bench.load.EachSecond;
import io.taskledger.verification.bench.load.EachSecond.Request;
import io.taskledger.verification.bench.load.NewTasks;
import io.taskledger.verification.bench.load.Person;
import io.taskledger.verification.bench.report.Figure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * 2,000 connections through the gateway with a request a second each: one in five creates a task,
 * the others read the dashboard and a page of 50 in turn.
 */
public final class ManyConnections {
  private static final int CONNECTIONS = 2_000;
  private static final int PEOPLE = 8;
  private static final int CREATE_EVERY = 5;
  private static final double AIM_MILLIS = 500;

  private final Load load;

  /** With the system at rest. */
  public ManyConnections(Load load) {
    this.load = load;
  }

  /** Sends for so long, of which the second half counts. */
  public void run(Duration duration) throws IOException, InterruptedException {
    // Of their own: the access tokens of those before have expired.
    List<Person> people = new ArrayList<>();
    for (int number = 0; number < PEOPLE; number++) {
      people.add(Person.register(load.system().port("GATEWAY"), "bench-connected-" + number));
    }
    var tasks = new NewTasks(people);
    var sending = new EachSecond(load.system().port("GATEWAY"), CONNECTIONS);
    sending.run(duration, number -> requests(people.get(number % PEOPLE), tasks, number));
    double perSecond = sending.served() / (duration.toMillis() / 2_000.0);
    load.results()
        .add(
            Figure.ofTimes(
                "%,d connections with a request a second each, through the gateway"
                    .formatted(CONNECTIONS),
                sending.latencies().millis(0.5),
                sending.latencies().millis(0.99),
                AIM_MILLIS));
    load.results()
        .note(
            "Of %,d requests a second on %,d connections %s/s were served, %,d failed",
            CONNECTIONS, CONNECTIONS, Figure.whole(perSecond), sending.failed());
  }

  private static EachSecond.Requests requests(Person person, NewTasks tasks, int number) {
    var dashboard = new Request(person.get("/api/dashboard"), 200);
    var page = new Request(person.get("/api/tasks?limit=50"), 200);
    var sent = new AtomicInteger(number);
    return () -> {
      int next = sent.getAndIncrement();
      if (next % CREATE_EVERY == 0) {
        return new Request(tasks.next(), 201);
      }
      return next % 2 == 0 ? dashboard : page;
    };
  }
}

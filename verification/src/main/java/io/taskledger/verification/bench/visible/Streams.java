package io.taskledger.verification.bench.visible;

import io.taskledger.verification.bench.load.Latencies;
import io.taskledger.verification.bench.load.NewTasks;
import io.taskledger.verification.bench.load.Person;
import io.taskledger.verification.bench.phase.Load;
import io.taskledger.verification.bench.report.Figure;
import io.taskledger.verification.bench.visible.SteadyCreates.Created;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How long after the 201 a change arrives on the live streams. 2,000 are open through the gateway,
 * 40 for each of 50 people; one of the 40 is never read. A change counts once for each of the 39
 * others of its person.
 */
public final class Streams {
  private static final int PEOPLE = 50;
  private static final int EACH = 40;
  private static final int READ = EACH - 1;
  private static final int PER_SECOND = 50;
  private static final long GIVEN_UP_SECONDS = 20;

  private final Load load;
  private final Map<String, Created> created = new ConcurrentHashMap<>();
  private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
  private final Semaphore arrived = new Semaphore(0);

  /** With the system at rest and warm. */
  public Streams(Load load) {
    this.load = load;
  }

  private record Arrival(String taskId, long at) {}

  /** Creates for so long, after a lead that is not counted. */
  public void run(Duration duration) throws InterruptedException, IOException {
    int gateway = load.system().port("GATEWAY");
    List<Person> people = new ArrayList<>();
    for (int number = 1; number <= PEOPLE; number++) {
      people.add(Person.register(gateway, "bench-streams-" + number));
    }
    List<OpenStream> streams = new ArrayList<>();
    try {
      for (Person person : people) {
        for (int number = 0; number < EACH; number++) {
          var stream = new OpenStream(gateway, person);
          streams.add(stream);
          if (number < READ) {
            Thread.ofVirtual().start(() -> stream.read(this::arrived));
          }
        }
      }
      new SteadyCreates(gateway, new NewTasks(people), PER_SECOND)
          .run(duration, task -> created.put(task.taskId(), task));
      report(arrived.tryAcquire(created.size() * READ, GIVEN_UP_SECONDS, TimeUnit.SECONDS));
    } finally {
      for (OpenStream stream : streams) {
        stream.close();
      }
    }
  }

  private void arrived(String taskId, long at) {
    arrivals.add(new Arrival(taskId, at));
    arrived.release();
  }

  private void report(boolean all) {
    var times = new Latencies();
    for (Arrival arrival : arrivals) {
      Created task = created.get(arrival.taskId());
      if (task != null && task.counts()) {
        // A change may be on the stream before the answer to its command is read.
        times.add(Math.max(0, arrival.at() - task.answered()));
      }
    }
    double p50 = times.millis(0.5);
    double p99 = times.millis(0.99);
    load.results()
        .add(
            Figure.ofTimes(
                "from the 201 to %,d live streams, at %d creates/s"
                    .formatted(PEOPLE * EACH, PER_SECOND),
                p50,
                p99,
                Visibility.AIM_MS));
    load.results().say("On %,d live streams: p50 %.0f ms, p99 %.0f ms", PEOPLE * EACH, p50, p99);
    if (!all) {
      load.results()
          .note(
              "Of %,d changes on the streams %,d arrived", created.size() * READ, arrivals.size());
    }
  }
}

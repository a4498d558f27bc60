package io.taskledger.verification.bench.phase;

import io.taskledger.verification.bench.load.EachSecond;
import io.taskledger.verification.bench.load.EachSecond.Request;
import io.taskledger.verification.bench.load.Person;
import io.taskledger.verification.bench.report.Figure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Quick add and chat through the gateway, by 50 people who say something each second. */
public final class Language {
  private static final int PEOPLE = 50;
  private static final double AIM_MILLIS = 50;
  private static final String LINE =
      "{\"text\":\"Pay rent no. %d tomorrow 9am #home !high every month\"}";

  private final Load load;

  /** With the system at rest. */
  public Language(Load load) {
    this.load = load;
  }

  /**
   * Measures previews, additions and questions for so long each, of which the second half counts.
   */
  public void run(Duration duration) throws IOException, InterruptedException {
    List<Person> people = new ArrayList<>();
    for (int number = 0; number < PEOPLE; number++) {
      people.add(Person.register(load.system().port("GATEWAY"), "bench-says-" + number));
    }
    measure("quick add, preview", duration, people, "/api/quick-add/preview", LINE, 200);
    measure("quick add", duration, people, "/api/quick-add", LINE, 201);
    measure(
        "chat, a command",
        duration,
        people,
        "/api/chat",
        "{\"message\":\"add Call no. %d at 5pm\"}",
        200);
    measure(
        "chat, a question",
        duration,
        people,
        "/api/chat",
        "{\"message\":\"what is overdue\"}",
        200);
  }

  private void measure(
      String what, Duration duration, List<Person> people, String path, String body, int expected)
      throws InterruptedException {
    var sending = new EachSecond(load.system().port("GATEWAY"), PEOPLE);
    sending.run(
        duration,
        number -> {
          Person person = people.get(number);
          return () -> new Request(person.post(path, body.formatted(number)), expected);
        });
    load.results()
        .add(
            Figure.ofTimes(
                what + ", 50 people, through the gateway",
                sending.latencies().millis(0.5),
                sending.latencies().millis(0.99),
                AIM_MILLIS));
    if (sending.failed() > 0) {
      load.results().note("%s: %,d failed", what, sending.failed());
    }
  }
}

package io.taskledger.verification.bench.load;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** Rendered commands that create tasks of the usual size, for several people in turn. */
public final class NewTasks implements ClosedLoop.Requests {
  private static final int VARIANTS = 64;
  private static final List<String> PRIORITIES = List.of("LOW", "MEDIUM", "HIGH", "URGENT");
  private static final List<String> TAGS = List.of("work", "home", "team", "someday", "quarter");
  private static final String DESCRIPTION =
      "Collect the numbers of all five regions, compare them with the plan of last autumn, write"
          + " down what stands out, and send the draft to those who were there before Friday noon;"
          + " then book a room for the talk.";

  private final List<byte[]> rendered = new ArrayList<>();

  /** For these people. */
  public NewTasks(List<Person> people) {
    var random = new Random(42);
    for (Person person : people) {
      for (int i = 0; i < VARIANTS; i++) {
        rendered.add(person.post("/api/tasks", json(random)));
      }
    }
  }

  @Override
  public byte[] next() {
    return rendered.get(ThreadLocalRandom.current().nextInt(rendered.size()));
  }

  private static String json(Random random) {
    Instant due =
        Instant.now()
            .truncatedTo(ChronoUnit.SECONDS)
            .plus(random.nextInt(30, 900), ChronoUnit.DAYS);
    return """
    {"title":"Prepare the report for region no. %06d","description":"%s","priority":"%s",\
    "dueDate":"%s","timeZone":"Europe/Berlin","tags":["%s","no-%d"]}\
    """
        .formatted(
            random.nextInt(1_000_000),
            DESCRIPTION,
            PRIORITIES.get(random.nextInt(PRIORITIES.size())),
            due,
            TAGS.get(random.nextInt(TAGS.size())),
            random.nextInt(100));
  }
}

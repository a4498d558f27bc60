package io.taskledger.local.client;

import io.taskledger.devservers.ServerStartException;
import io.taskledger.local.settings.Secrets;
import io.taskledger.local.settings.Settings;
import io.taskledger.local.settings.Settings.Port;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * {@code local/demo}: gives the demo user a few hundred varied tasks, by way of the HTTP interface.
 */
public final class Demo {
  private static final int TASKS = 300;
  private static final List<String> VERBS =
      List.of("Write", "Review", "Plan", "Call about", "Order", "Repair", "Translate", "Present");
  private static final List<String> THINGS =
      List.of(
          "the quarterly report",
          "the garden fence",
          "the release notes",
          "the travel expenses",
          "the team lunch",
          "the new chairs",
          "the backup drill",
          "the customer survey");
  private static final List<String> PRIORITIES = List.of("LOW", "MEDIUM", "HIGH", "URGENT");
  private static final List<String> TAGS = List.of("work", "home", "team", "urgent", "someday");
  private static final List<String> RULES =
      List.of("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY;BYMONTHDAY=-1");
  private static final List<String> ZONES =
      List.of("Europe/Berlin", "America/New_York", "Asia/Tokyo");

  private final Settings settings;
  private final Secrets secrets;
  // The same tasks every time: what one person sees another one sees too.
  private final Random random = new Random(42);

  public Demo(Settings settings, Secrets secrets) {
    this.settings = settings;
    this.secrets = secrets;
  }

  /** Makes sure that the demo user can log in. */
  public static void register(Settings settings, Secrets secrets) {
    try (var api = new Api(settings.port(Port.GATEWAY))) {
      Api.Answer answer = api.register(secrets.demoEmail(), secrets.demoPassword(), "Demo");
      if (answer.status() != 201 && answer.status() != 409) {
        throw new IllegalStateException("The demo user was not registered: " + answer);
      }
    }
  }

  /** Drives the tasks and says what it did. */
  public void run() {
    try (var api = new Api(settings.port(Port.GATEWAY))) {
      api.register(secrets.demoEmail(), secrets.demoPassword(), "Demo");
      api.logIn(secrets.demoEmail(), secrets.demoPassword());
      int commands = new DemoTeam(settings, secrets, api).work();
      for (int number = 1; number <= TASKS; number++) {
        commands += live(api, number);
        if (number % 50 == 0) {
          System.out.printf("  %d of %d tasks%n", number, TASKS);
        }
      }
      System.out.printf(
          "%d commands, %d tasks and a team. Log in at http://localhost:%d as %s, password %s.%n",
          commands, TASKS, settings.port(Port.PAGE), secrets.demoEmail(), secrets.demoPassword());
    } catch (UncheckedIOException away) {
      throw new ServerStartException(
          "The gateway does not answer on port %d; start it with local/up."
              .formatted(settings.port(Port.GATEWAY)),
          away);
    }
  }

  /** One task's life; answers how many commands that took. */
  private int live(Api api, int number) {
    Api.Answer created = done(api.send("POST", "/api/tasks", task(number)));
    String path = "/api/tasks/" + created.body().path("taskId").asString();
    int commands = 1;
    if (number % 3 == 0) {
      done(api.send("PATCH", path, Map.of("status", "in-progress", "priority", pick(PRIORITIES))));
      commands++;
    }
    if (number % 4 == 0) {
      done(api.send("PATCH", path, Map.of("title", "Soon: " + title(), "tags", List.of("edited"))));
      commands++;
    }
    if (number % 5 == 0) {
      done(api.send("POST", path + "/complete", null));
      commands++;
    }
    if (number % 25 == 0) {
      done(api.send("POST", path + "/reopen", null));
      commands++;
    }
    if (number % 11 == 0) {
      done(api.send("DELETE", path + "?reason=no-longer-needed", null));
      commands++;
    }
    if (number % 33 == 0) {
      done(api.send("POST", path + "/restore", null));
      commands++;
    }
    return commands;
  }

  private Map<String, Object> task(int number) {
    Map<String, Object> task = new LinkedHashMap<>();
    task.put("title", title());
    task.put("priority", pick(PRIORITIES));
    task.put("tags", List.of(pick(TAGS)));
    task.put("timeZone", pick(ZONES));
    if (number % 2 == 0) {
      task.put("description", "Number " + number + " of the demo. Nothing here is ever lost.");
    }
    if (number % 10 == 0) {
      // Due in a few minutes, with a reminder a little before that: watch the mail page.
      task.put("dueDate", Instant.now().plus(Duration.ofSeconds(60 + number)).toString());
      task.put("reminders", List.of("PT30S"));
    } else if (number % 3 != 0) {
      task.put(
          "dueDate", Instant.now().plus(Duration.ofHours(random.nextInt(-200, 900))).toString());
    }
    if (number % 15 == 0) {
      task.put("recurrence", pick(RULES));
    }
    return task;
  }

  private String title() {
    return pick(VERBS) + " " + pick(THINGS);
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  static Api.Answer done(Api.Answer answer) {
    if (answer.status() >= 300) {
      throw new IllegalStateException("The interface refused a command of the demo: " + answer);
    }
    return answer;
  }
}

package io.taskledger.local.client;

import io.taskledger.local.settings.Secrets;
import io.taskledger.local.settings.Settings;
import io.taskledger.local.settings.Settings.Port;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * People who work with the demo user: a project with subtasks, assignments, second thoughts that
 * are undone, a recurring meeting, and a rebuild of a view at the end.
 */
final class DemoTeam {
  /** Their log-ins; the password is the demo user's. */
  private static final List<String> EMAILS =
      List.of("mara@taskledger.example", "tom@taskledger.example");

  private static final List<String> NAMES = List.of("Mara Klein", "Tom Berg");
  private static final List<String> STEPS =
      List.of(
          "Agree on the pages",
          "Draw the start page",
          "Write the texts",
          "Move the old articles",
          "Test on telephones",
          "Tell the customers");

  private final Settings settings;
  private final Secrets secrets;
  private final Api demo;
  private int commands;

  DemoTeam(Settings settings, Secrets secrets, Api demo) {
    this.settings = settings;
    this.secrets = secrets;
    this.demo = demo;
  }

  /** Lets all of them work; answers how many commands that took. */
  int work() {
    try (Api mara = colleague(0);
        Api tom = colleague(1)) {
      String me = userId(demo);
      String project =
          created(
              demo,
              Map.of(
                  "title",
                  "Launch the new website",
                  "priority",
                  "HIGH",
                  "tags",
                  List.of("website"),
                  "dueDate",
                  in(Duration.ofDays(12)),
                  "description",
                  "One page for each product. **No** pop-ups.\n\n"
                      + "- texts by Mara\n"
                      + "- pictures by Tom"));
      List<Api> people = List.of(mara, tom);
      for (int i = 0; i < STEPS.size(); i++) {
        Api person = people.get(i % 2);
        String step =
            created(
                demo,
                Map.of(
                    "title", STEPS.get(i),
                    "parentTaskId", project,
                    "assigneeId", userId(person),
                    "tags", List.of("website"),
                    "dueDate", in(Duration.ofDays(2L * i - 1))));
        if (i < 4) {
          done(person, "PATCH", "/api/tasks/" + step, Map.of("status", "in-progress"));
        }
        if (i < 2) {
          done(person, "POST", "/api/tasks/" + step + "/complete", null);
        }
        if (i == 2) {
          secondThoughts(mara, step);
        }
      }
      created(
          tom,
          Map.of(
              "title",
              "Check the invoice of the printer",
              "assigneeId",
              me,
              "priority",
              "URGENT",
              "dueDate",
              in(Duration.ofHours(20)),
              "reminders",
              List.of("PT1H")));
      String meeting =
          created(
              demo,
              Map.of(
                  "title", "Weekly with Mara and Tom",
                  "dueDate", in(Duration.ofDays(1)),
                  "timeZone", "Europe/Berlin",
                  "recurrence", "FREQ=WEEKLY"));
      done(demo, "POST", "/api/tasks/" + meeting + "/complete", null);
    }
    rebuild();
    return commands;
  }

  /** Renames a task twice, and takes the second name back. */
  private void secondThoughts(Api person, String taskId) {
    String path = "/api/tasks/" + taskId;
    done(person, "PATCH", path, Map.of("title", "Write the texts in plain English"));
    JsonNode wrong =
        done(person, "PATCH", path, Map.of("title", "Write nothing", "priority", "LOW"));
    done(person, "POST", path + "/history/" + wrong.path("eventId").asString() + "/undo", null);
  }

  /** By the administrator, while everybody reads on. */
  private void rebuild() {
    try (var administrator = new Api(settings.port(Port.GATEWAY))) {
      administrator.logIn(secrets.adminEmail(), secrets.adminPassword());
      administrator.send("POST", "/api/projections/task-list/rebuild", null);
    }
  }

  private Api colleague(int index) {
    var api = new Api(settings.port(Port.GATEWAY));
    api.register(EMAILS.get(index), secrets.demoPassword(), NAMES.get(index));
    api.logIn(EMAILS.get(index), secrets.demoPassword());
    return api;
  }

  private static String userId(Api api) {
    return api.send("GET", "/api/users/me", null).body().path("userId").asString();
  }

  private static String in(Duration time) {
    return Instant.now().plus(time).toString();
  }

  private String created(Api api, Map<String, Object> task) {
    return done(api, "POST", "/api/tasks", task).path("taskId").asString();
  }

  private JsonNode done(Api api, String method, String path, @Nullable Object body) {
    commands++;
    return Demo.done(api.send(method, path, body)).body();
  }
}

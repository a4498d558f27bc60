package io.taskledger.verification.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.devservers.RedisServer;
import io.taskledger.local.service.Infrastructure;
import io.taskledger.local.settings.Settings.Port;
import io.taskledger.local.use.Api;
import io.taskledger.local.use.Api.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One journey through the whole system, started and ended as a user does. */
class JourneyIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void aUserWalksTheWholeLoop() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    try (var system = new LocalSystem(data)) {
      String task = walkTheLoop(system);
      onlyOneSystemRunsOnTheData(system);

      assertThat(system.interrupt()).isLessThan(Duration.ofSeconds(10));
      assertThat(system.processes()).isEmpty();
      assertThat(system.run("status", Map.of()).text()).contains("Nothing runs");

      system.restart();
      everythingIsStillThere(system, task);
      system.kill();
      system.restart();
      everythingIsStillThere(system, task);
      assertThat(system.run("down", Map.of()).status()).isZero();
      assertThat(system.processes()).isEmpty();
    }
  }

  private String walkTheLoop(LocalSystem system) throws Exception {
    try (Api api = system.api();
        var messages = new Messages("localhost:" + system.settings.port(Port.KAFKA))) {
      assertThat(api.register("anna@example.org", "a long password", "Anna").status())
          .isEqualTo(201);
      assertThat(api.register("ANNA@example.org", "a long password", "Anna").status())
          .isEqualTo(409);
      api.logIn("anna@example.org", "a long password");
      JsonNode me = api.send("GET", "/api/users/me", null).body();
      assertThat(me.path("name").asString()).isEqualTo("Anna");
      messages.await("user.registered", is("userId", me.path("userId").asString()));

      String task = aTaskLives(api, messages);
      anEventIsFollowedThroughTheLogs(api, system);
      aReminderComesByMail(api, messages, system);
      remindersCanBeUnwanted(api, system);
      rolesAreKept(api, system);
      aFlushedRedisComesBack(api, system);
      aLongHistoryGetsASnapshot(api, system);
      return task;
    }
  }

  private static String aTaskLives(Api api, Messages messages) {
    Answer created =
        api.send(
            "POST",
            "/api/tasks",
            Map.of("title", "Write the report", "priority", "HIGH", "tags", List.of("work")));
    assertThat(created.status()).isEqualTo(201);
    String path = created.header("Location");
    String taskId = created.body().path("taskId").asString();

    Answer last = created;
    for (var command :
        List.of(
            Map.entry("PATCH", path),
            Map.entry("POST", path + "/complete"),
            Map.entry("POST", path + "/reopen"),
            Map.entry("DELETE", path + "?reason=twice"),
            Map.entry("POST", path + "/restore"))) {
      Object body = command.getKey().equals("PATCH") ? Map.of("title", "Write it all") : null;
      last = api.send(command.getKey(), command.getValue(), body);
      assertThat(last.status()).as(command.getValue()).isEqualTo(200);
    }

    String[] seen = {"Taskledger-Min-Position", last.header("Taskledger-Position")};
    JsonNode read = api.send("GET", path, null, seen).body();
    assertThat(read.path("title").asString()).isEqualTo("Write it all");
    assertThat(read.path("status").asString()).isEqualTo("pending");
    assertThat(read.path("version").asInt()).isEqualTo(6);
    JsonNode list = api.send("GET", "/api/tasks?tag=work&q=report+it", null, seen).body();
    assertThat(list.path("items").size()).isZero();
    list = api.send("GET", "/api/tasks?tag=work", null, seen).body();
    assertThat(list.path("items").get(0).path("taskId").asString()).isEqualTo(taskId);
    JsonNode history = api.send("GET", path + "/history", null, seen).body();
    assertThat(history.path("items").findValuesAsString("type"))
        .containsExactly(
            "TaskCreated",
            "TaskUpdated",
            "TaskCompleted",
            "TaskUpdated",
            "TaskDeleted",
            "TaskRestored");
    assertThat(history.path("items").get(1).path("actor").path("name").asString())
        .isEqualTo("Anna");
    JsonNode dashboard = api.send("GET", "/api/dashboard", null, seen).body();
    assertThat(dashboard.path("byStatus").path("pending").asInt()).isEqualTo(1);
    assertThat(dashboard.path("byPriority").path("HIGH").asInt()).isEqualTo(1);

    for (String topic : Messages.TOPICS.subList(0, 5)) {
      messages.await(topic, is("taskId", taskId));
    }
    assertThat(messages.versionsOf(taskId)).containsExactly("1", "2", "3", "4", "5", "6");
    return path;
  }

  /** In the service as it is deployed, which has other libraries than its tests. */
  private static void aLongHistoryGetsASnapshot(Api api, LocalSystem system) throws Exception {
    String path = api.send("POST", "/api/tasks", Map.of("title", "Long")).header("Location");
    for (int n = 1; n <= 120; n++) {
      assertThat(api.send("PATCH", path, Map.of("title", "Long " + n)).status()).isEqualTo(200);
    }
    String password =
        Files.readString(system.settings.data().resolve("postgres/superuser.password"));
    String url = "jdbc:postgresql://127.0.0.1:" + system.settings.port(Port.POSTGRES);
    try (Connection database =
        DriverManager.getConnection(url + "/" + Infrastructure.DATABASE, "postgres", password)) {
      await().atMost(SOON).until(() -> hasSnapshot(database));
    }
  }

  private static boolean hasSnapshot(Connection database) throws SQLException {
    try (Statement select = database.createStatement();
        ResultSet found = select.executeQuery("select from command_side.snapshot")) {
      return found.next();
    }
  }

  /** Every line about the event names it, with the correlation and the trace of the request. */
  private static void anEventIsFollowedThroughTheLogs(Api api, LocalSystem system) {
    String trace = "0af7651916cd43dd8448eb211c80319c";
    Answer created =
        api.send(
            "POST",
            "/api/tasks",
            Map.of("title", "Followed"),
            "X-Correlation-Id",
            "followed-1",
            "traceparent",
            "00-" + trace + "-b7ad6b7169203331-01");
    JsonNode history =
        api.send(
                "GET",
                created.header("Location") + "/history",
                null,
                "Taskledger-Min-Position",
                created.header("Taskledger-Position"))
            .body();
    String eventId = history.path("items").get(0).path("eventId").asString();

    for (String service : List.of("command-side", "projections", "saga-notifications")) {
      Path log = system.settings.logs().resolve(service + ".log");
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(Files.readAllLines(log).stream().map(JourneyIT::json))
                      .as(service)
                      .anySatisfy(
                          line -> {
                            JsonNode about = line.path("mdc");
                            assertThat(about.path("eventId").asString("")).isEqualTo(eventId);
                            assertThat(about.path("correlationId").asString(""))
                                .isEqualTo("followed-1");
                            assertThat(about.path("traceId").asString("")).isEqualTo(trace);
                          }));
    }
  }

  private static JsonNode json(String line) {
    return new JsonMapper().readTree(line);
  }

  private static void aReminderComesByMail(Api api, Messages messages, LocalSystem system) {
    assertThat(api.send("POST", "/api/tasks", dueSoon("Call home")).status()).isEqualTo(201);

    URI mails = URI.create("http://localhost:" + system.settings.port(Port.MAIL) + "/api/messages");
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(get(mails)).contains("Call home", "anna@example.org"));
    JsonNode sent = messages.await("notification.sent", is("type", "task-reminder"));
    assertThat(sent.path("status").asString()).isEqualTo("sent");
  }

  private static void remindersCanBeUnwanted(Api api, LocalSystem system)
      throws IOException, InterruptedException {
    Answer said =
        api.send(
            "PUT",
            "/api/preferences",
            Map.of("reminderChannels", List.of(), "timeZone", "Europe/Berlin"));
    assertThat(said.status()).isEqualTo(200);
    assertThat(api.send("GET", "/api/preferences", null).body()).isEqualTo(said.body());
    api.send("POST", "/api/tasks", dueSoon("Call nobody"));
    try (Api ben = system.api()) {
      ben.register("ben@example.org", "a long password", "Ben");
      ben.logIn("ben@example.org", "a long password");
      ben.send("POST", "/api/tasks", dueSoon("Call Ben"));
    }
    URI mails = URI.create("http://localhost:" + system.settings.port(Port.MAIL) + "/api/messages");
    await().atMost(SOON).untilAsserted(() -> assertThat(get(mails)).contains("Call Ben"));
    assertThat(get(mails)).doesNotContain("Call nobody");
  }

  private static Map<String, Object> dueSoon(String title) {
    return Map.of(
        "title",
        title,
        "dueDate",
        Instant.now().plusSeconds(8).toString(),
        "reminders",
        List.of("PT4S"));
  }

  private static void rolesAreKept(Api api, LocalSystem system) {
    assertThat(api.send("GET", "/api/audit", null).status()).isEqualTo(403);
    try (Api admin = system.api()) {
      admin.logIn(system.secrets.adminEmail(), system.secrets.adminPassword());
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(
                          admin
                              .send("GET", "/api/audit?limit=100", null)
                              .body()
                              .path("items")
                              .findValuesAsString("type"))
                      .contains("UserRegistered", "TaskCreated", "NotificationSent"));
    }
  }

  private static void aFlushedRedisComesBack(Api api, LocalSystem system) throws IOException {
    JsonNode before = api.send("GET", "/api/dashboard", null).body();
    String uri = RedisServer.uri(system.settings.port(Port.REDIS), system.secrets.redis());
    try (var redis = RedisClient.create(uri)) {
      assertThat(redis.flushAll()).isEqualTo("OK");
    }
    await()
        .atMost(SOON)
        .until(
            () -> {
              Answer answer = api.send("GET", "/api/dashboard", null);
              assertThat(answer.status()).isIn(200, 503);
              if (answer.status() == 200) {
                assertThat(answer.body().path("byStatus")).isEqualTo(before.path("byStatus"));
              }
              return answer.status() == 200;
            });
  }

  private static void onlyOneSystemRunsOnTheData(LocalSystem system) throws Exception {
    assertThat(system.run("status", Map.of()).status()).isZero();
    var second = system.run("up", Map.of());
    assertThat(second.status()).isEqualTo(1);
    assertThat(second.text().lines()).singleElement().asString().contains("runs already");

    Path other = Files.createTempDirectory("other");
    var onThePorts = system.run("up", Map.of("TASKLEDGER_DATA", other.toString()));
    assertThat(onThePorts.status()).isEqualTo(1);
    assertThat(onThePorts.text().lines()).singleElement().asString().contains("already in use");
    try (Stream<Path> left = Files.list(other)) {
      assertThat(left.map(path -> path.getFileName().toString())).containsOnly("lock");
    }
  }

  private static void everythingIsStillThere(LocalSystem system, String task) {
    try (Api api = system.api()) {
      api.logIn("anna@example.org", "a long password");
      assertThat(api.send("GET", task, null).body().path("version").asInt()).isEqualTo(6);
      Answer more = api.send("POST", "/api/tasks", Map.of("title", "After the restart"));
      assertThat(more.status()).isEqualTo(201);
      String[] seen = {
        "Taskledger-Min-Position", more.header("Taskledger-Position"), "Prefer", "wait=10"
      };
      for (String view : List.of(more.header("Location"), "/api/tasks", "/api/dashboard")) {
        assertThat(api.send("GET", view, null, seen).status()).as(view).isEqualTo(200);
      }
    }
  }

  private static Predicate<JsonNode> is(String field, String value) {
    return message -> message.path(field).asString("").equals(value);
  }

  private static String get(URI uri) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}

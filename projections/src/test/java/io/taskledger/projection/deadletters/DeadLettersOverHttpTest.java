package io.taskledger.projection.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.devservers.RedisServer;
import io.taskledger.devservers.TestServers;
import io.taskledger.events.task.Priority;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskDetails;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskUpdated;
import io.taskledger.events.user.UserId;
import io.taskledger.projection.testing.RunningProjections;
import io.taskledger.projection.testing.Story;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running service, with events that PostgreSQL refuses because the test made it so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLettersOverHttpTest {
  private static final UserId ANNA = new UserId(UUID.randomUUID());
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final JsonMapper JSON = new JsonMapper();
  private static final String POISON = "Poison";

  @TempDir private static Path redisData;
  private RedisServer redis;
  private RunningProjections service;
  private List<String> schemas;

  @BeforeAll
  void start() {
    redis = RedisServer.start(redisData.resolve("redis"), 0, "a-password");
    service =
        new RunningProjections(
            "--taskledger.redis.uri=" + redis.uri(),
            "--spring.datasource.hikari.connection-timeout=1000");
    for (String projection : List.of("task-list", "dashboard", "audit-trail", "people")) {
      service.awaitLive(projection);
    }
    // Where the tables of the live generations lie.
    schemas =
        service
            .database
            .jdbc()
            .queryForList("select schema_name from generation where state = 'live'", String.class);
  }

  @AfterAll
  void end() {
    service.close();
    redis.close();
  }

  @BeforeEach
  void poison() {
    schemas.forEach(
        schema ->
            service
                .database
                .jdbc()
                .execute("truncate %1$s.dead_letter, %1$s.buffered_event".formatted(schema)));
    heal();
    service
        .database
        .jdbc()
        .execute(
            "alter table task_list_1.task add constraint poison check (title <> 'Poison') not"
                + " valid");
  }

  private void heal() {
    service
        .database
        .jdbc()
        .execute("alter table task_list_1.task drop constraint if exists poison");
  }

  @Test
  void aPoisonedEventIsListedWhileTheOthersFlowAndARetryReleasesThoseBehindIt() {
    TaskId poisoned = publish(POISON);
    TaskId other = publish("Milk");

    JsonNode letter = awaitOne("task-list");
    await().atMost(LIMIT).untilAsserted(() -> assertThat(versionOf(other)).isEqualTo(2));
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(awaitOne("task-list").path("waitingBehind").asInt()).isEqualTo(1));
    assertThat(letter.path("streamId").asString()).isEqualTo(poisoned.toString());
    assertThat(letter.path("version").asInt()).isEqualTo(1);
    assertThat(letter.path("eventType").asString()).isEqualTo("TaskCreated");
    assertThat(letter.path("topic").asString()).isEqualTo("task.created");
    assertThat(letter.path("reason").asString())
        .startsWith("PSQLException")
        .contains("check constraint")
        .doesNotContain(POISON);
    assertThat(letter.path("firstFailedAt").asString()).endsWith("Z");
    assertThat(items("dashboard")).isEmpty();

    var again = asAdmin("POST", "/" + id(letter) + "/retry");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(json(again).path("code").asString()).isEqualTo("dead-letter-refused-again");
    assertThat(json(again).path("detail").asString()).contains("check constraint");
    assertThat(awaitOne("task-list").path("attempts").asInt()).isEqualTo(2);

    heal();
    var retried = asAdmin("POST", "/" + id(letter) + "/retry");
    assertThat(retried.statusCode()).isEqualTo(200);
    assertThat(json(retried)).isEqualTo(JSON.readTree("{\"released\":2}"));
    assertThat(versionOf(poisoned)).isEqualTo(2);
    assertThat(items("task-list")).isEmpty();
    assertThat(asAdmin("POST", "/" + id(letter) + "/retry").statusCode()).isIn(404, 503);
  }

  @Test
  void behindADiscardedCreationTheNextEventIsTheDeadLetterAndTellsWhy() {
    TaskId poisoned = publish(POISON);
    JsonNode letter = awaitOneThatHoldsAnother();

    assertThat(asAdmin("DELETE", "/" + id(letter)).statusCode()).isEqualTo(204);

    JsonNode next = awaitOne("task-list");
    assertThat(next.path("version").asInt()).isEqualTo(2);
    assertThat(next.path("reason").asString()).contains("has no creation");
    assertThat(asAdmin("DELETE", "/" + id(next)).statusCode()).isEqualTo(204);
    assertThat(items("task-list")).isEmpty();
    JsonNode gone = json(asAdmin("GET", "?projection=task-list&discarded=true")).path("items");
    assertThat(gone.valueStream().map(each -> each.path("streamId").asString()))
        .containsOnly(poisoned.toString())
        .hasSize(2);
    assertThat(gone.path(0).path("discardedAt").asString()).endsWith("Z");
  }

  @Test
  void behindADiscardedChangeTheTaskGoesOnWithoutIt() {
    TaskId task = new TaskId(UUID.randomUUID());
    service.publish(
        new Story()
            .then(TaskCreated.of(ANNA, task, details("Fine")), Instant.now())
            .then(updated(task, TaskField.TITLE, POISON, "Fine"), Instant.now())
            .then(updated(task, TaskField.PRIORITY, Priority.HIGH, Priority.LOW), Instant.now()));
    JsonNode letter = awaitOneThatHoldsAnother();

    assertThat(asAdmin("DELETE", "/" + id(letter)).statusCode()).isEqualTo(204);

    assertThat(items("task-list")).isEmpty();
    assertThat(versionOf(task)).isEqualTo(3);
    assertThat(
            service
                .database
                .jdbc()
                .queryForMap(
                    "select title, priority from task_list_1.task where task_id = ?", task.value()))
        .containsEntry("title", "Fine")
        .containsEntry("priority", Priority.HIGH.ordinal());
  }

  @Test
  void aRecordThatCannotBeReadIsADeadLetterToo() {
    try (var producer = new KafkaProducer<String, byte[]>(service.kafka.producer())) {
      producer.send(
          new ProducerRecord<>(
              "user.registered", null, "not json".getBytes(StandardCharsets.UTF_8)));
      producer.flush();
    }

    JsonNode letter = awaitOne("people");
    assertThat(letter.path("topic").asString()).isEqualTo("user.registered");
    assertThat(letter.path("reason").asString()).contains("the value is not JSON");
    assertThat(letter.has("streamId")).isFalse();
    assertThat(asAdmin("POST", "/" + id(letter) + "/retry").statusCode()).isEqualTo(409);
    assertThat(asAdmin("DELETE", "/" + id(letter)).statusCode()).isEqualTo(204);
    assertThat(items("people")).isEmpty();
  }

  @Test
  void onlyAdministratorsGetInAndParametersAreChecked() {
    assertThat(service.ask("GET", "/api/dead-letters").statusCode()).isEqualTo(401);
    for (String method : List.of("GET /api/dead-letters", "DELETE /api/dead-letters/1")) {
      String[] words = method.split(" ");
      assertThat(service.ask(words[0], words[1], "user").statusCode()).isEqualTo(403);
    }
    for (String query :
        List.of(
            "?projection=nobody", "?limit=0", "?limit=201", "?cursor=1", "?x=1", "?discarded=1")) {
      assertThat(json(asAdmin("GET", query)).path("code").asString())
          .isEqualTo("invalid-parameter");
    }
    assertThat(json(asAdmin("DELETE", "/1")).path("code").asString())
        .isEqualTo("dead-letter-not-found");
  }

  @Test
  void whileSagaNotificationsIsAwayTheAnswerSaysWhatIsMissing() {
    assertThat(json(asAdmin("GET", "")).path("unavailable").path(0).asString())
        .isEqualTo("reminders");
    for (var answer :
        List.of(
            asAdmin("GET", "?projection=reminders"),
            asAdmin("POST", "/" + UUID.randomUUID() + "/retry"))) {
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(json(answer).path("code").asString()).isEqualTo("service-unavailable");
    }
  }

  @Test
  void manyAreSeenPageByPage() {
    publish(POISON);
    publish(POISON);
    publish(POISON);
    await().atMost(LIMIT).until(() -> items("task-list").size() == 3);

    JsonNode first = json(asAdmin("GET", "?projection=task-list&limit=2"));
    JsonNode second =
        json(
            asAdmin(
                "GET",
                "?projection=task-list&limit=2&cursor=" + first.path("nextCursor").asString()));

    assertThat(first.path("items").size()).isEqualTo(2);
    assertThat(second.path("items").size()).isEqualTo(1);
    assertThat(second.has("nextCursor")).isFalse();
  }

  @Test
  void theMetricsCountThem() {
    publish(POISON);
    awaitOne("task-list");

    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(metric("dead_letters", "task-list")).isEqualTo(1);
              assertThat(metric("lag.seconds", "task-list")).isZero();
              assertThat(metric("dead_letters", "dashboard")).isZero();
            });
  }

  @Test
  void everyMetricThatOperatorsAreToldToWatchIsThere() throws IOException {
    String told = Files.readString(Path.of("../docs/operating.md"));

    assertThat(Pattern.compile("`(taskledger\\.consumer\\.[a-z._]+)`").matcher(told).results())
        .hasSize(7)
        .allSatisfy(
            name ->
                assertThat(service.manage("metrics/" + name.group(1)))
                    .contains("task-list", "dashboard", "audit-trail", "people"));
  }

  @Test
  void anOutageOfRedisOrOfPostgresDeadLettersNothing() {
    heal();
    int port = redis.port();
    redis.kill();
    redis.close();
    TaskId meanwhile = publish("While Redis is away");
    await().atMost(LIMIT).until(() -> metric("failures", "dashboard") >= 6);
    await().atMost(LIMIT).until(() -> metric("lag.seconds", "dashboard") > 1);
    assertThat(versionOf(meanwhile)).isEqualTo(2);
    assertThat(items("dashboard")).isEmpty();

    var superuser = new JdbcTemplate(TestServers.postgres().superuser("postgres"));
    String database =
        String.valueOf(
            service.database.jdbc().queryForObject("select current_database()", String.class));
    superuser.execute("alter database " + database + " allow_connections false");
    try {
      superuser.queryForList(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = ?", database);
      publish("While PostgreSQL is away");
      double before = metric("failures", "audit-trail");
      await()
          .atMost(Duration.ofSeconds(240))
          .until(() -> metric("failures", "audit-trail") > before + 4);
    } finally {
      superuser.execute("alter database " + database + " allow_connections true");
      redis = RedisServer.start(redisData.resolve("redis"), port, "a-password");
    }

    TaskId afterwards = publish("Afterwards");
    await().atMost(LIMIT).ignoreExceptions().until(() -> versionOf(afterwards) == 2);
    assertThat(json(asAdmin("GET", "")).path("items")).isEmpty();
  }

  private TaskId publish(String title) {
    TaskId task = new TaskId(UUID.randomUUID());
    service.publish(
        new Story()
            .then(TaskCreated.of(ANNA, task, details(title)), Instant.now())
            .then(updated(task, TaskField.PRIORITY, Priority.HIGH, Priority.LOW), Instant.now()));
    return task;
  }

  private static TaskUpdated updated(TaskId task, TaskField field, Object to, Object from) {
    return new TaskUpdated(ANNA, task, TaskChanges.of(field, to), TaskChanges.of(field, from));
  }

  private static TaskDetails details(String title) {
    return new TaskDetails(
        title,
        null,
        Priority.LOW,
        Status.PENDING,
        null,
        null,
        null,
        List.of(),
        null,
        null,
        null,
        List.of());
  }

  private JsonNode awaitOneThatHoldsAnother() {
    await().atMost(LIMIT).until(() -> awaitOne("task-list").path("waitingBehind").asInt() == 1);
    return awaitOne("task-list");
  }

  private JsonNode awaitOne(String projection) {
    await().atMost(LIMIT).until(() -> items(projection).size() == 1);
    return items(projection).path(0);
  }

  private JsonNode items(String projection) {
    return json(asAdmin("GET", "?projection=" + projection)).path("items");
  }

  private HttpResponse<String> asAdmin(String method, String path) {
    return service.ask(method, "/api/dead-letters" + path, "admin");
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  private static String id(JsonNode letter) {
    return letter.path("id").asString();
  }

  private double metric(String name, String consumer) {
    // NaN, which a figure is that is not known yet, comes as a text.
    return Double.parseDouble(
        JSON.readTree(
                service.manage("metrics/taskledger.consumer." + name + "?tag=consumer:" + consumer))
            .path("measurements")
            .path(0)
            .path("value")
            .asString());
  }

  private long versionOf(TaskId task) {
    return service
        .database
        .jdbc()
        .queryForList("select version from task where task_id = ?", Long.class, task.value())
        .stream()
        .findFirst()
        .orElse(0L);
  }
}

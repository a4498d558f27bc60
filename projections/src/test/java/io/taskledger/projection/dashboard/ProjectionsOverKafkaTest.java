package io.taskledger.projection.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.taskledger.events.notification.NotificationId;
import io.taskledger.events.notification.NotificationSent;
import io.taskledger.events.user.UserId;
import io.taskledger.events.user.UserRegistered;
import io.taskledger.projection.dashboard.redis.DashboardKeys;
import io.taskledger.projection.testing.ProjectionsDatabase;
import io.taskledger.projection.testing.RandomStory;
import io.taskledger.projection.testing.RunningProjections;
import io.taskledger.projection.testing.Story;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import redis.clients.jedis.RedisClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProjectionsOverKafkaTest {
  private static final UserId ANNA = new UserId(UUID.randomUUID());
  private static final NotificationId NOTIFICATION = new NotificationId(UUID.randomUUID());

  private final Story story =
      // Recent, because what was completed long ago is not kept.
      new RandomStory(5, Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3_600))
          .of(30, 400)
          .then(
              new UserRegistered(ANNA, "anna@example.org", RandomStory.BEGIN, "Anna"),
              RandomStory.BEGIN)
          .then(
              new NotificationSent(NOTIFICATION, ANNA, "reminder", "email", "Milk", "sent"),
              RandomStory.BEGIN);
  private RunningProjections service;

  @BeforeAll
  void start() {
    service = new RunningProjections();
    for (String projection : List.of("task-list", "dashboard", "audit-trail", "people")) {
      service.awaitLive(projection);
    }
    service.feed.tell(story);
    service.publish(story);
    awaitAll("task-list", 400);
    awaitAll("dashboard", 400);
    awaitAll("audit-trail", 402);
    awaitAll("people", 1);
  }

  @AfterAll
  void end() {
    service.close();
  }

  @Test
  void everyTaskIsListedWithItsLatestVersion() {
    assertThat(number("select count(*) from task")).isEqualTo(30);
    assertThat(number("select sum(version) from task")).isEqualTo(400);
  }

  @Test
  void tasksAreFoundByWordsOfTitleDescriptionAndTags() {
    assertThat(
            number(
                """
                select count(*) from task
                where (search @@ (search_query('{größer}', '{and}', false)).matching)
                  <> (tags @> '{größer}')
                """))
        .isZero();
    assertThat(
            number("select count(*) from task where search @@ to_tsquery('english', 'weekends')"))
        .isEqualTo(number("select count(*) from task where description is not null"));
  }

  @Test
  void theAuditTrailHasEveryEventOfEveryTopicOnce() {
    assertThat(number("select count(*) from audit_event")).isEqualTo(402);
    Map<String, Object> sent =
        service
            .database
            .jdbc()
            .queryForMap(
                """
                select topic, event_type, revision, version, user_id, actor, actor_kind, payload ->> 'subject' subject,
                  payload ->> 'eventId' = event_id::text same_id, position
                from audit_event where stream_id = ?
                """,
                NOTIFICATION.value());
    assertThat(sent)
        .containsEntry("topic", "notification.sent")
        .containsEntry("event_type", "NotificationSent")
        .containsEntry("revision", "1")
        .containsEntry("version", 1L)
        .containsEntry("user_id", ANNA.value())
        .containsEntry("actor", ANNA.value())
        .containsEntry("actor_kind", "user")
        .containsEntry("subject", "Milk")
        .containsEntry("same_id", true)
        .containsEntry("position", 402L);
  }

  @Test
  void peopleHaveTheNameThatTravelsAsAHeader() {
    assertThat(service.database.jdbc().queryForMap("select * from person"))
        .containsEntry("user_id", ANNA.value())
        .containsEntry("email", "anna@example.org")
        .containsEntry("name", "Anna");
  }

  @Test
  void querySideReadsTheViewsAndTheProgressAndWritesNothing() {
    var reader =
        new JdbcTemplate(
            new DriverManagerDataSource(
                service.database.url(), "query_side", ProjectionsDatabase.PASSWORD));
    for (String table :
        List.of("task", "audit_event", "person", "task_list_version", "inbox_partition")) {
      assertThat(reader.queryForObject("select count(*) from " + table, Long.class)).isPositive();
    }
    assertThat(reader.queryForList("select stream_id, version from task_list_dead_letter"))
        .isEmpty();
    assertThatExceptionOfType(BadSqlGrammarException.class)
        .isThrownBy(() -> reader.update("delete from task"));
  }

  @Test
  void afterAFlushReadersSeeTheViewBehindUntilItEqualsTheTasksAgain() {
    var expected = ExpectedDashboard.of(story.deliveries().subList(0, 400));
    await().untilAsserted(() -> assertThat(dashboards().content()).isEqualTo(expected));
    service.feed.goAway();
    service.bean(RedisClient.class).flushAll();
    assertThat(dashboards().isBehind()).isTrue();
    service.feed.comeBack();
    await().atMost(Duration.ofSeconds(30)).until(() -> !dashboards().isBehind());
    assertThat(dashboards().content()).isEqualTo(expected);
  }

  @Test
  void theServiceTellsThatItIsReady() throws IOException, InterruptedException {
    HttpResponse<String> health =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(
                            "http://localhost:%s/actuator/health/readiness"
                                .formatted(service.property("local.management.port"))))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body()).contains("UP");
  }

  private void awaitAll(String consumer, long events) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(
                        number(
                            "select coalesce(sum(version), 0) from %s_version"
                                .formatted(consumer.replace('-', '_'))))
                    .isEqualTo(events));
  }

  private long number(String sql) {
    return service.database.number(sql);
  }

  private DashboardReader dashboards() {
    return new DashboardReader(
        service.bean(RedisClient.class),
        new DashboardKeys(service.live("dashboard").schema()),
        service.database);
  }
}

package io.taskledger.verification.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.devservers.RedisServer;
import io.taskledger.local.client.Api;
import io.taskledger.local.settings.Settings.Port;
import io.taskledger.verification.chaos.ViewsAudit;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import redis.clients.jedis.RedisClient;

/** The comparison that chaos relies on finds what is wrong in any view. */
class ViewsAuditIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final LocalSystem system = SharedSystem.get();

  @Test
  void whatIsWrongInAViewIsFoundAndARebuildMendsIt() throws Exception {
    try (Api anna = SharedSystem.user("Anna");
        Api administrator = SharedSystem.administrator()) {
      String userId = anna.send("GET", "/api/users/me", null).body().path("userId").asString();
      String task =
          anna.send("POST", "/api/tasks", Map.of("title", "Right"))
              .body()
              .path("taskId")
              .asString();
      var views = new ViewsAudit(administrator);
      await().atMost(SOON).untilAsserted(() -> assertThat(views.violations()).isEmpty());

      JdbcTemplate database = database();
      database.update("update task set title = 'Wrong' where task_id = ?::uuid", task);
      assertFound(views, administrator, "task-list");
      database.update("delete from task_version where task_id = ?::uuid", task);
      assertFound(views, administrator, "task-versions");
      database.update("delete from audit_event where stream_id = ?::uuid", task);
      assertFound(views, administrator, "audit-trail");
      database.update("update person set name = 'Wrong' where user_id = ?::uuid", userId);
      assertFound(views, administrator, "people");
      String uri = RedisServer.uri(system.settings.port(Port.REDIS), system.secrets.redis());
      try (var redis = RedisClient.create(uri)) {
        String key = redis.keys("dashboard_*:task:" + task).iterator().next();
        redis.set(key, redis.get(key).replace("MEDIUM", "URGENT"));
      }
      assertFound(views, administrator, "dashboard");
    }
  }

  private static void assertFound(ViewsAudit views, Api administrator, String view)
      throws InterruptedException {
    assertThat(views.violations()).singleElement().asString().contains("view " + view + " differs");
    Api.Answer begun =
        administrator.send("POST", "/api/projections/" + view + "/rebuild", Map.of());
    assertThat(begun.status()).isEqualTo(202);
    await()
        .atMost(SOON)
        .until(
            () ->
                administrator
                    .send("GET", begun.header("Location"), null)
                    .body()
                    .path("state")
                    .asString()
                    .equals("done"));
  }

  /** As the operator of the database, past all code of ours. */
  private JdbcTemplate database() throws IOException {
    var source = new PGSimpleDataSource();
    source.setUrl(
        "jdbc:postgresql://127.0.0.1:%d/taskledger?currentSchema=projections"
            .formatted(system.settings.port(Port.POSTGRES)));
    source.setUser("postgres");
    source.setPassword(
        Files.readString(system.settings.data().resolve("postgres").resolve("superuser.password")));
    return new JdbcTemplate(source);
  }
}

package io.taskledger.verification.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.local.client.Api;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An administrator sees what all did, and a user does not. */
class AuditTrailIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void anAdministratorSeesTheAuditTrailAndAUserDoesNot() {
    try (Api anna = SharedSystem.user("Anna");
        Api admin = SharedSystem.administrator()) {
      String taskId =
          anna.send("POST", "/api/tasks", Map.of("title", "Audited"))
              .body()
              .path("taskId")
              .asString();

      assertThat(anna.send("GET", "/api/audit", null).status()).isEqualTo(403);
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(
                          admin
                              .send("GET", "/api/audit?taskId=" + taskId, null)
                              .body()
                              .path("items")
                              .findValuesAsString("type"))
                      .containsExactly("TaskCreated"));
    }
  }
}

package io.taskledger.verification.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.local.client.Api;
import io.taskledger.local.service.Infrastructure;
import io.taskledger.local.settings.Settings.Port;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A task with a long history stays fast: the deployed service, which has other libraries than its
 * tests, makes snapshots.
 */
class LongHistoryIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final LocalSystem system = SharedSystem.get();

  @Test
  void aTaskWithALongHistoryGetsASnapshot() throws Exception {
    try (Api api = SharedSystem.user("Anna")) {
      edit(api);
    }
  }

  private void edit(Api api) throws Exception {
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
}

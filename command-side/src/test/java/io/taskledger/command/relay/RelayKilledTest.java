package io.taskledger.command.relay;

import io.taskledger.devservers.KafkaServer;
import java.io.IOException;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A command-side that is killed again and again while its relay has a batch under way. */
class RelayKilledTest {
  private static final int KILLS = 3;

  @TempDir private Path folder;

  @Test
  void aProcessThatIsKilledInMidBatchLeavesNothingOutForItsSuccessor() throws Exception {
    try (KafkaServer kafka = KafkaServer.start(folder.resolve("kafka"), 0, 0)) {
      var service = new OwnCommandSide(kafka.bootstrapServers());
      migrate(service);
      var audit = new RelayAudit(service.dataSource(), kafka.bootstrapServers());
      // While no process relays it writes what will be many batches for the next one.
      try (var load = new TaskLives(service.dataSource(), 1)) {
        for (int kill = 0; kill < KILLS; kill++) {
          long relayed = audit.relayed();
          Process process = start(service);
          try {
            audit.awaitRelayed(relayed + 1);
          } finally {
            process.destroyForcibly().waitFor();
          }
          forgetTheDead(service);
        }
        load.end();
        Process last = start(service);
        try {
          audit.assertTruth(load.written());
        } finally {
          last.destroyForcibly().waitFor();
        }
      }
    }
  }

  private Process start(OwnCommandSide service) throws IOException {
    return service.startApart(folder.resolve("command-side.log"));
  }

  private static void migrate(OwnCommandSide service) {
    Flyway.configure()
        .dataSource(service.dataSource())
        .defaultSchema(OwnCommandSide.ROLE)
        .locations("classpath:db/command")
        .load()
        .migrate();
  }

  /** The claim of a dead process would keep the next one waiting for ten seconds each time. */
  private static void forgetTheDead(OwnCommandSide service) {
    new JdbcTemplate(service.dataSource()).update("update token_entry set owner = null");
  }
}

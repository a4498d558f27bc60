package io.taskledger.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.devservers.audit.AuditReport;
import io.taskledger.devservers.audit.Ledger;
import io.taskledger.devservers.audit.LedgerAudit;
import io.taskledger.events.codec.EventType;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Asks whether the relay has told Kafka the truth. */
final class RelayAudit {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Map<String, String> TOPICS =
      Arrays.stream(EventType.values())
          .filter(type -> type != EventType.NOTIFICATION_SENT)
          .collect(
              Collectors.toMap(
                  EventType::stableName, type -> type.topic().orElseThrow().topicName()));

  private final Ledger ledger;
  private final LedgerAudit audit;

  RelayAudit(DataSource store, String kafka) {
    ledger = new Ledger(store);
    audit = new LedgerAudit(ledger, kafka, TOPICS);
  }

  /** How many events the store has. */
  long head() throws SQLException {
    return ledger.head();
  }

  /** How far the relay says that it has got. */
  long relayed() throws SQLException {
    return ledger.relayed();
  }

  /** Whether the relay says that it has got everything to Kafka. */
  boolean relayedAll() throws SQLException {
    return ledger.relayed() >= ledger.head();
  }

  /** Waits until the relay says that it has got there. */
  void awaitRelayed(long position) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> ledger.relayed() >= position);
  }

  /** Waits for the relay, and holds Kafka against a store in which so much was written. */
  AuditReport assertTruth(long written) throws SQLException {
    awaitRelayed(ledger.head());
    AuditReport report = audit.run();
    assertThat(report.violations()).isEmpty();
    assertThat(report.events()).isEqualTo(written);
    assertThat(report.messages()).isEqualTo(written + report.duplicates());
    return report;
  }
}

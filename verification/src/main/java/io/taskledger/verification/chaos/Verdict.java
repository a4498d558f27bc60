package io.taskledger.verification.chaos;

import io.taskledger.devservers.audit.AuditReport;
import io.taskledger.devservers.audit.Ledger;
import io.taskledger.devservers.audit.LedgerAudit;
import io.taskledger.devservers.audit.StoredEvent;
import io.taskledger.events.codec.EventType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether what the users were told and what the store, Kafka and the views have are the same. */
record Verdict(AuditReport audit, List<String> violations) {
  private static final int TOLD = 20;
  // Notifications come from a store that is not looked at here.
  private static final Map<String, String> TOPICS =
      Arrays.stream(EventType.values())
          .filter(type -> type != EventType.NOTIFICATION_SENT)
          .collect(
              Collectors.toMap(
                  EventType::stableName, type -> type.topic().orElseThrow().topicName()));

  /** Looks at everything, when nothing is written any more. */
  static Verdict on(Ledger ledger, String kafka, Answers answers, ViewsAudit views)
      throws SQLException, InterruptedException {
    AuditReport audit = new LedgerAudit(ledger, kafka, TOPICS).run();
    List<String> violations = new ArrayList<>(audit.violations());
    violations.addAll(wronglyTold(answers, ledger.events()));
    violations.addAll(views.violations());
    return new Verdict(audit, List.copyOf(violations));
  }

  /** A sentence for each command of which a user was told what the store does not say. */
  static List<String> wronglyTold(Answers answers, List<StoredEvent> events) {
    List<String> violations = new ArrayList<>();
    Map<String, Long> stored =
        events.stream()
            .collect(Collectors.groupingBy(StoredEvent::correlationId, Collectors.counting()));
    answers.done.stream()
        .filter(id -> stored.getOrDefault(id, 0L) != 1)
        .limit(TOLD)
        .forEach(
            id ->
                violations.add(
                    "A command that was answered with success is in the store %d times: %s"
                        .formatted(stored.getOrDefault(id, 0L), id)));
    answers.refused.stream()
        .filter(stored::containsKey)
        .limit(TOLD)
        .forEach(id -> violations.add("A command that was refused is in the store: " + id));
    return violations;
  }

  /** This verdict with further violations. */
  Verdict with(List<String> more) {
    List<String> all = new ArrayList<>(violations);
    all.addAll(more);
    return new Verdict(audit, List.copyOf(all));
  }
}

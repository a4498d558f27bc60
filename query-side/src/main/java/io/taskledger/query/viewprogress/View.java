package io.taskledger.query.viewprogress;

import java.util.Optional;

/** What is read, each kept up to date by a consumer of its own in projections. */
public enum View {
  TASK_LIST("task-list"),
  TASK_VERSIONS("task-versions"),
  AUDIT_TRAIL("audit-trail"),
  DASHBOARD("dashboard");

  private final String consumer;

  View(String consumer) {
    this.consumer = consumer;
  }

  /** The consumer's name, as it stands in the ledger tables and in announcements. */
  public String consumer() {
    return consumer;
  }

  /** Where PostgreSQL says what its live generation has applied. */
  public String versions() {
    return consumer.replace('-', '_') + "_version";
  }

  /** The view of this consumer; empty for consumers that nobody waits for. */
  public static Optional<View> of(String consumer) {
    for (View view : values()) {
      if (view.consumer.equals(consumer)) {
        return Optional.of(view);
      }
    }
    return Optional.empty();
  }
}

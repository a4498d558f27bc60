package io.taskledger.devservers.audit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds Kafka against the event store: every event of the store is in its topic, nothing else is,
 * events of a task come for the first time in version order, and duplicates are the same message.
 * To be asked when nothing is written any more and the relay says that it is done.
 */
public final class LedgerAudit {
  private static final int TOLD = 20;

  private final Ledger ledger;
  private final Topics topics;
  private final Map<String, String> topicByEventType;

  /**
   * @param topicByEventType where each type of event is to be published
   */
  public LedgerAudit(Ledger ledger, String bootstrapServers, Map<String, String> topicByEventType) {
    this.ledger = ledger;
    this.topics = new Topics(bootstrapServers);
    this.topicByEventType = topicByEventType;
  }

  /** Reads everything on both sides. */
  public AuditReport run() throws SQLException {
    var comparison = new Comparison(topicByEventType, ledger.events());
    topics.read(topicByEventType.values(), comparison::add);
    return comparison.report();
  }

  /** What is stored against what is published, without servers. */
  static final class Comparison {
    private final Map<String, String> topicByEventType;
    private final Map<String, StoredEvent> stored = new HashMap<>();
    private final Map<String, PublishedEvent> firsts = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private long messages;

    Comparison(Map<String, String> topicByEventType, List<StoredEvent> events) {
      this.topicByEventType = topicByEventType;
      for (StoredEvent event : events) {
        if (stored.put(event.eventId(), event) != null) {
          violation("The store has " + event + " twice");
        }
        if (event.position() != stored.size()) {
          violation("The store has a hole before " + event);
        }
      }
    }

    void add(PublishedEvent found) {
      messages++;
      StoredEvent event = stored.get(found.eventId());
      if (event == null) {
        violation(found + " is not in the store");
        return;
      }
      check(event, found);
      PublishedEvent first = firsts.putIfAbsent(found.eventId(), found);
      if (first == null) {
        Long before = versions.put(found.line(), event.version());
        if (before != null && before >= event.version()) {
          violation(found + " comes after version " + before);
        }
      } else if (!first.line().equals(found.line())
          || !Arrays.equals(first.message().value(), found.message().value())) {
        violation(found + " is another message than " + first);
      }
    }

    private void check(StoredEvent event, PublishedEvent found) {
      if (!found.message().topic().equals(topicByEventType.get(event.type()))
          || !found.header("eventType").equals(event.type())
          || !found.header("position").equals(Long.toString(event.position()))
          || !found.header("version").equals(Long.toString(event.version()))) {
        violation(found + " does not say what the store says: " + event);
      }
    }

    AuditReport report() {
      for (StoredEvent event : stored.values()) {
        if (topicByEventType.containsKey(event.type()) && !firsts.containsKey(event.eventId())) {
          violation(event + " is not on Kafka");
        }
      }
      return new AuditReport(
          stored.size(), messages, messages - firsts.size(), List.copyOf(violations));
    }

    private void violation(String sentence) {
      if (violations.size() < TOLD) {
        violations.add(sentence);
      }
    }
  }
}

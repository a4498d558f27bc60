package io.taskledger.devservers.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** The comparison that chaos relies on finds each kind of fault. */
class LedgerAuditTest {
  private static final String CREATED = "TaskCreated";
  private static final String UPDATED = "TaskUpdated";
  private static final Map<String, String> TOPICS =
      Map.of(CREATED, "task.created", UPDATED, "task.updated");

  private final List<StoredEvent> stored =
      new ArrayList<>(
          List.of(event(1, "a", 1, CREATED), event(2, "b", 2, UPDATED), event(3, "c", 3, UPDATED)));
  private final List<PublishedEvent> published =
      new ArrayList<>(stored.stream().map(event -> message(event, "task.updated", "{}")).toList());

  LedgerAuditTest() {
    published.set(0, message(stored.getFirst(), "task.created", "{}"));
  }

  @Test
  void nothingIsFoundWhereNothingIsWrong() {
    published.add(published.getFirst());

    assertThat(report().violations()).isEmpty();
    assertThat(report().duplicates()).isEqualTo(1);
  }

  @Test
  void anEventThatIsNotPublishedIsFound() {
    published.removeLast();

    assertViolation("position=3", "is not on Kafka");
  }

  @Test
  void aMessageThatIsNotInTheStoreIsFound() {
    published.add(message(event(9, "z", 9, UPDATED), "task.updated", "{}"));

    assertViolation("event z", "is not in the store");
  }

  @Test
  void anEventThatTheStoreLostIsFound() {
    stored.removeLast();

    assertViolation("event c", "is not in the store");
  }

  @Test
  void aHoleInTheStoreIsFound() {
    stored.remove(1);
    published.remove(1);

    assertViolation("hole before", "position=3");
  }

  @Test
  void anEventThatIsStoredTwiceIsFound() {
    stored.add(stored.getLast());

    assertThat(report().violations()).anyMatch(sentence -> sentence.endsWith("twice"));
  }

  @Test
  void eventsInTheWrongOrderAreFound() {
    published.add(published.remove(1));

    assertViolation("event b", "comes after version 3");
  }

  @Test
  void aDuplicateThatDiffersIsFound() {
    published.add(message(stored.getLast(), "task.updated", "{\"forged\":true}"));

    assertViolation("event c", "is another message than");
  }

  @Test
  void anEventOnAnotherTopicIsFound() {
    published.set(2, message(stored.getLast(), "task.created", "{}"));

    assertViolation("task.created", "does not say what the store says");
  }

  private void assertViolation(String... parts) {
    assertThat(report().violations()).singleElement().asString().contains(parts);
  }

  private AuditReport report() {
    var comparison = new LedgerAudit.Comparison(TOPICS, stored);
    published.forEach(comparison::add);
    return comparison.report();
  }

  private static StoredEvent event(long position, String id, long version, String type) {
    return new StoredEvent(position, id, version, type, "correlation-" + id);
  }

  private static PublishedEvent message(StoredEvent event, String topic, String value) {
    var message = new ConsumerRecord<>(topic, 0, 0, "task", value.getBytes(StandardCharsets.UTF_8));
    Map.of(
            "eventType", event.type(),
            "position", Long.toString(event.position()),
            "version", Long.toString(event.version()))
        .forEach(
            (name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return new PublishedEvent(event.eventId(), message);
  }
}

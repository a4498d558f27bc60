package io.taskledger.events.codec;

import io.taskledger.events.task.Series;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings events of older revisions to today's, one step a revision. Used wherever an event is read:
 * from the store, from Kafka and from the feed, so an upcaster is written once.
 */
final class Upcasters {
  /** By stable name and revision: what makes the next revision of it. */
  private static final Map<String, Consumer<ObjectNode>> STEPS =
      Map.of("TaskCreated.1", Upcasters::placeInSeries);

  private Upcasters() {}

  /**
   * Changes the JSON to the type's current revision. One from the future stays as it is: what it
   * has more than today's is ignored.
   */
  static void upcast(EventType type, String revision, ObjectNode json) {
    for (int at = number(type, revision); at < number(type, type.revision()); at++) {
      Consumer<ObjectNode> step = STEPS.get(type.stableName() + "." + at);
      if (step == null) {
        throw unknown(type, revision);
      }
      step.accept(json);
    }
  }

  private static int number(EventType type, String revision) {
    try {
      return Integer.parseInt(revision);
    } catch (NumberFormatException none) {
      throw unknown(type, revision);
    }
  }

  private static UnreadableEventException unknown(EventType type, String revision) {
    return new UnreadableEventException(
        "revision '" + revision + "' of " + type.stableName() + " is not known", null);
  }

  /** A recurring task began its series with its due date; revision 2 says so. */
  private static void placeInSeries(ObjectNode json) {
    JsonNode due = json.path("dueDate");
    if (json.path("recurrence").isString() && due.isNumber()) {
      try {
        ZoneId zone = ZoneId.of(json.path("timeZone").asString("UTC"));
        var start = Series.wallClock(Instant.ofEpochMilli(due.asLong()), zone);
        json.put("series", new Series(start, 1).text());
      } catch (DateTimeException wrong) {
        throw new UnreadableEventException("its time zone cannot be read", wrong);
      }
    }
  }
}

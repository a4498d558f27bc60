package io.taskledger.query.audit;

import io.taskledger.events.codec.EventType;
import io.taskledger.query.page.Where;
import io.taskledger.query.request.Parameters;
import io.taskledger.query.request.Value;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events are asked for; null or empty where it does not matter.
 *
 * @param from at this moment or later
 * @param to earlier than this
 * @param actor done by this person
 * @param types any of these
 * @param taskId happened to this task
 */
record AuditFilter(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable UUID actor,
    Set<EventType> types,
    @Nullable UUID taskId) {

  static final Set<String> PARAMETERS =
      Set.of("from", "to", "actor", "type", "taskId", "limit", "cursor");

  private static final Value<EventType> TYPE =
      new Value<>(
          name ->
              EventType.named(name)
                  .orElseThrow(() -> new IllegalArgumentException("no event is called " + name)),
          "Give the name of an event such as TaskCreated.");

  static AuditFilter of(Parameters parameters) {
    return new AuditFilter(
        parameters.one("from", Value.TIME),
        parameters.one("to", Value.TIME),
        parameters.one("actor", Value.UUID),
        parameters.anyOf("type", TYPE),
        parameters.one("taskId", Value.UUID));
  }

  Where where() {
    return new Where()
        .and("at >= :from", "from", from == null ? null : from.atOffset(ZoneOffset.UTC))
        .and("at < :to", "to", to == null ? null : to.atOffset(ZoneOffset.UTC))
        .and("actor = :actor", "actor", actor)
        .and(
            "event_type in (:types)",
            "types",
            types.isEmpty() ? null : types.stream().map(EventType::stableName).toList())
        .and("stream_id = :taskId", "taskId", taskId);
  }
}

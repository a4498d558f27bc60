package io.taskledger.query.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.taskledger.query.people.Actor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event of the system.
 *
 * @param position its place in the event store; null for what another service published
 * @param type its stable name
 * @param streamId what it happened to
 * @param taskId the same where that is a task, null otherwise
 * @param userId whose it is
 * @param version how many events the stream had with this one
 * @param correlationId shared by all that came of one request
 * @param causationId what it was a consequence of
 * @param undoes the event that it took back
 * @param payload the event as it is on Kafka, a JSON object: times are epoch milliseconds
 */
record AuditEntry(
    UUID eventId,
    @Nullable Long position,
    String type,
    Instant at,
    UUID streamId,
    @Nullable UUID taskId,
    UUID userId,
    Actor actor,
    long version,
    @Nullable String correlationId,
    @Nullable String causationId,
    @Nullable UUID undoes,
    @JsonRawValue String payload) {}

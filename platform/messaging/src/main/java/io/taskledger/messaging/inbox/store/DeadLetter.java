package io.taskledger.messaging.inbox.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that a consumer could not handle, or a record that it could not read.
 *
 * @param projection the consumer
 * @param streamId the task or other aggregate; for what cannot be read what its key claims
 * @param version its place among the aggregate's events; as above
 * @param reason class and message of the failure, without values out of the event
 * @param attempts how often it failed by itself; 0 for one that was reached behind another and not
 *     tried yet
 * @param waitingBehind how many later events of the same aggregate wait for it
 * @param discardedAt since when it is passed over, absent while it can be retried
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetter(
    UUID id,
    String projection,
    @Nullable UUID streamId,
    @Nullable Long version,
    @Nullable String eventType,
    String topic,
    String reason,
    int attempts,
    Instant firstFailedAt,
    Instant lastFailedAt,
    long waitingBehind,
    @Nullable Instant discardedAt) {}

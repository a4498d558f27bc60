package io.taskledger.devservers.audit;

/**
 * One row of the event store.
 *
 * @param version of the aggregate, 1 for its first event
 * @param correlationId the same for all that came of one request; empty where there is none
 */
public record StoredEvent(
    long position, String eventId, long version, String type, String correlationId) {}

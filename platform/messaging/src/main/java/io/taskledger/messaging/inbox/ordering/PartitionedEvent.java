package io.taskledger.messaging.inbox.ordering;

/** A delivery and the Kafka partition that it came from. */
public record PartitionedEvent(int partition, ReceivedEvent delivery) {}

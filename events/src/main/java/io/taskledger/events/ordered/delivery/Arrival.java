package io.taskledger.events.ordered.delivery;

/** A delivery and the Kafka partition that it came from. */
public record Arrival(int partition, Delivery delivery) {}

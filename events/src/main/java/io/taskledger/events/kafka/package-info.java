/** Publishing the event store on Kafka with Axon's Kafka extension. */
@NullMarked
package io.taskledger.events.kafka;

import org.jspecify.annotations.NullMarked;

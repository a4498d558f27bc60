/** Publishing the event store on Kafka with Axon's Kafka extension. */
@NullMarked
package io.taskledger.messaging.relay;

import org.jspecify.annotations.NullMarked;

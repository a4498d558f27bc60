/** Events as Axon messages, as rows of the event store and as Kafka records. */
@NullMarked
package io.taskledger.messaging.codec;

import org.jspecify.annotations.NullMarked;

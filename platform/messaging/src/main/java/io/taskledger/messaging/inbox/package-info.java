/** The ordered inbox: consumes Kafka and hands over the events of a task in version order, once. */
@NullMarked
package io.taskledger.messaging.inbox;

import org.jspecify.annotations.NullMarked;

/** The ordered Kafka source: the events of a task in version order, each once. */
@NullMarked
package io.taskledger.messaging.inbox;

import org.jspecify.annotations.NullMarked;

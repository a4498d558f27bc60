/** The ordered Kafka source: the events of a task in version order, each once. */
@NullMarked
package io.taskledger.events.ordered;

import org.jspecify.annotations.NullMarked;

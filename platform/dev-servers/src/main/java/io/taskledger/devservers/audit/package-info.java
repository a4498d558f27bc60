/** Compares what the event store holds with what is on Kafka, for failure tests. */
@NullMarked
package io.taskledger.devservers.audit;

import org.jspecify.annotations.NullMarked;

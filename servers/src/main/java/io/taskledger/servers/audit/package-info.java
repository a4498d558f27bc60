/** Compares what the event store holds with what is on Kafka, for failure tests. */
@NullMarked
package io.taskledger.servers.audit;

import org.jspecify.annotations.NullMarked;

/** The write side: commands come in, events are kept, Kafka is told. */
@NullMarked
package io.taskledger.command;

import org.jspecify.annotations.NullMarked;

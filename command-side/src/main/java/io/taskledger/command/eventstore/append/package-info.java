/** Writing events, and what belongs to them, with as few flushes to disk as can be. */
@NullMarked
package io.taskledger.command.eventstore.append;

import org.jspecify.annotations.NullMarked;

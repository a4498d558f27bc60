/** The event store: PostgreSQL with group commit, gapless positions in commit order. */
@NullMarked
package io.taskledger.command.eventstore;

import org.jspecify.annotations.NullMarked;

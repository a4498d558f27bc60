/** What happened to tasks before, read from the event store. */
@NullMarked
package io.taskledger.command.history;

import org.jspecify.annotations.NullMarked;

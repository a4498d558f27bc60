/** The Task aggregate: what may be done to a task, and what it is after that. */
@NullMarked
package io.taskledger.command.task;

import org.jspecify.annotations.NullMarked;

/** Runs commands on tasks, with what follows from them in the tasks below and after. */
@NullMarked
package io.taskledger.command.subtasks;

import org.jspecify.annotations.NullMarked;

/** Undoing any event of a task. */
@NullMarked
package io.taskledger.command.undo;

import org.jspecify.annotations.NullMarked;

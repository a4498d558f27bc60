/** Changing the fields of a task, and reopening it. */
@NullMarked
package io.taskledger.command.edittask;

import org.jspecify.annotations.NullMarked;

/** Editing a task. */
@NullMarked
package io.taskledger.command.edittask;

import org.jspecify.annotations.NullMarked;

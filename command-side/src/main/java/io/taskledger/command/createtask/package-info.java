/** Writing a task down. */
@NullMarked
package io.taskledger.command.createtask;

import org.jspecify.annotations.NullMarked;

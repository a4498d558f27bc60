/** Creating a task. */
@NullMarked
package io.taskledger.command.createtask;

import org.jspecify.annotations.NullMarked;

/** What may be asked of a task, and what that comes to. */
@NullMarked
package io.taskledger.command.task.api;

import org.jspecify.annotations.NullMarked;

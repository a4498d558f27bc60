/** What happened to tasks before, and what takes it back. */
@NullMarked
package io.taskledger.command.task.past;

import org.jspecify.annotations.NullMarked;

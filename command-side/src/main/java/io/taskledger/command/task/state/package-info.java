/** What a task is, and who may do what with it. */
@NullMarked
package io.taskledger.command.task.state;

import org.jspecify.annotations.NullMarked;

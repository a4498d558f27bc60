/** Which task is below which. */
@NullMarked
package io.taskledger.command.task.tree;

import org.jspecify.annotations.NullMarked;

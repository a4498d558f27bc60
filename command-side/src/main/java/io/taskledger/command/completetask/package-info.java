/** Completing a task. */
@NullMarked
package io.taskledger.command.completetask;

import org.jspecify.annotations.NullMarked;

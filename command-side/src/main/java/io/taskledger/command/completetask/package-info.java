/** Completing a task, and the occurrence that follows a recurring one. */
@NullMarked
package io.taskledger.command.completetask;

import org.jspecify.annotations.NullMarked;

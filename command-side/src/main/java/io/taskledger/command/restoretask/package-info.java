/** Restoring a task from the trash. */
@NullMarked
package io.taskledger.command.restoretask;

import org.jspecify.annotations.NullMarked;

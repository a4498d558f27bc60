/** When a recurring task is due again. */
@NullMarked
package io.taskledger.command.recurrence;

import org.jspecify.annotations.NullMarked;

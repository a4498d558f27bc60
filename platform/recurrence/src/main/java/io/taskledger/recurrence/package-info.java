/** When a recurring task is due again. */
@NullMarked
package io.taskledger.recurrence;

import org.jspecify.annotations.NullMarked;

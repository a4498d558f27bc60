/** Who may be assigned tasks by whom. */
@NullMarked
package io.taskledger.command.assignment;

import org.jspecify.annotations.NullMarked;

/** Putting a task into the trash and bringing it back. */
@NullMarked
package io.taskledger.command.trash;

import org.jspecify.annotations.NullMarked;

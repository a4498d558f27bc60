/** Moving a task to the trash. */
@NullMarked
package io.taskledger.command.deletetask;

import org.jspecify.annotations.NullMarked;

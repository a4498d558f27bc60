/** What a caller expects of the thing that it changes. */
@NullMarked
package io.taskledger.command.precondition;

import org.jspecify.annotations.NullMarked;

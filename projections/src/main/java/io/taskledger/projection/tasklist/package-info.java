/** The tasks as they are now, for lists and search. */
@NullMarked
package io.taskledger.projection.tasklist;

import org.jspecify.annotations.NullMarked;

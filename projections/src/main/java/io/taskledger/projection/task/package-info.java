/** A task as rows keep it, for every view that shows whole tasks. */
@NullMarked
package io.taskledger.projection.task;

import org.jspecify.annotations.NullMarked;

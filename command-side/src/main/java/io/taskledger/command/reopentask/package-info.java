/** Reopening a completed task. */
@NullMarked
package io.taskledger.command.reopentask;

import org.jspecify.annotations.NullMarked;

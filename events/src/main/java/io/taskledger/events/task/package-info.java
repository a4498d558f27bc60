/** What can happen to a task, and the fields that it has. */
@NullMarked
package io.taskledger.events.task;

import org.jspecify.annotations.NullMarked;

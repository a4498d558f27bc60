/** A task as clients see it. */
@NullMarked
package io.taskledger.query.task;

import org.jspecify.annotations.NullMarked;

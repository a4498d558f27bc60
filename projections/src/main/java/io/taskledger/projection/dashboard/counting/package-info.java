/** What a task counts for, what events change in it, and which batches are counted: computed. */
@NullMarked
package io.taskledger.projection.dashboard.counting;

import org.jspecify.annotations.NullMarked;

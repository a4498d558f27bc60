/** Events as they arrive, and what becomes of each: computed, without a database. */
@NullMarked
package io.taskledger.events.ordered.delivery;

import org.jspecify.annotations.NullMarked;

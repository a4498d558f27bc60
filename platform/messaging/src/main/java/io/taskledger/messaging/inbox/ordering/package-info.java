/** Events as they arrive, and what becomes of each: computed, without a database. */
@NullMarked
package io.taskledger.messaging.inbox.ordering;

import org.jspecify.annotations.NullMarked;

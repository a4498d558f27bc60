/** Decides the order in which received events are handled: computed, without a database. */
@NullMarked
package io.taskledger.messaging.inbox.ordering;

import org.jspecify.annotations.NullMarked;

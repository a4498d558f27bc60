/** Hands events to their handler in the transaction that records them. */
@NullMarked
package io.taskledger.messaging.inbox.processing;

import org.jspecify.annotations.NullMarked;

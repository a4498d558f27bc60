/** Events handed to their handler in the transaction that records them, wherever they come from. */
@NullMarked
package io.taskledger.messaging.inbox.processing;

import org.jspecify.annotations.NullMarked;

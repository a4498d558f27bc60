/** What a consumer has processed, buffered and could not handle, in the service's PostgreSQL. */
@NullMarked
package io.taskledger.messaging.inbox.store;

import org.jspecify.annotations.NullMarked;

/** What a consumer has applied, parked and could not handle, in the service's own PostgreSQL. */
@NullMarked
package io.taskledger.messaging.inbox.store;

import org.jspecify.annotations.NullMarked;

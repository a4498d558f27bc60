/** What a consumer has applied, parked and could not handle, in the service's own PostgreSQL. */
@NullMarked
package io.taskledger.events.ordered.ledger;

import org.jspecify.annotations.NullMarked;

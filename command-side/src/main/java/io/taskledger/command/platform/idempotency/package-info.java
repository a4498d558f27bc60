/** Idempotency keys: a request that is sent again is done once and answered the same. */
@NullMarked
package io.taskledger.command.platform.idempotency;

import org.jspecify.annotations.NullMarked;

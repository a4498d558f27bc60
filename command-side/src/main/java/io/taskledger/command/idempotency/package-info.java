/** The same request twice is one command. */
@NullMarked
package io.taskledger.command.idempotency;

import org.jspecify.annotations.NullMarked;

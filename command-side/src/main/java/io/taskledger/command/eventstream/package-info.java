/** The events of the store, by position or by aggregate, for rebuilds, catch-ups and audits. */
@NullMarked
package io.taskledger.command.eventstream;

import org.jspecify.annotations.NullMarked;

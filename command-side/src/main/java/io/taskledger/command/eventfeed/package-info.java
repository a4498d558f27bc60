/** All events by position, for rebuilds and audits. */
@NullMarked
package io.taskledger.command.eventfeed;

import org.jspecify.annotations.NullMarked;

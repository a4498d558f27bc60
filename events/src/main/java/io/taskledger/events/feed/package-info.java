/** The event feed of command-side, for rebuilds and audits, as its clients see it. */
@NullMarked
package io.taskledger.events.feed;

import org.jspecify.annotations.NullMarked;

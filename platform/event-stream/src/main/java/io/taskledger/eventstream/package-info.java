/** The event stream of command-side, for rebuilds and audits, as its clients see it. */
@NullMarked
package io.taskledger.eventstream;

import org.jspecify.annotations.NullMarked;

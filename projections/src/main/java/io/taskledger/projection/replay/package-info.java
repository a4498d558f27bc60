/** How a generation gets its events: the past in bulk, then what happened since. */
@NullMarked
package io.taskledger.projection.replay;

import org.jspecify.annotations.NullMarked;

/** How soon a change is seen: in each view, and on the live streams. */
@NullMarked
package io.taskledger.local.bench.visible;

import org.jspecify.annotations.NullMarked;

/** How soon a change is seen: in each view, and on the live streams. */
@NullMarked
package io.taskledger.verification.bench.visible;

import org.jspecify.annotations.NullMarked;

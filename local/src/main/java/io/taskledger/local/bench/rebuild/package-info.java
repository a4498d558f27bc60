/** How fast a view is made again from a million events. */
@NullMarked
package io.taskledger.local.bench.rebuild;

import org.jspecify.annotations.NullMarked;

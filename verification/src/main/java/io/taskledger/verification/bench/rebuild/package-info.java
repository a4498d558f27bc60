/** How fast a view is made again from a million events. */
@NullMarked
package io.taskledger.verification.bench.rebuild;

import org.jspecify.annotations.NullMarked;

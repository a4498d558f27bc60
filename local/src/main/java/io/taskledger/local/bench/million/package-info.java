/** Reads out of views with a million tasks and a million events. */
@NullMarked
package io.taskledger.local.bench.million;

import org.jspecify.annotations.NullMarked;

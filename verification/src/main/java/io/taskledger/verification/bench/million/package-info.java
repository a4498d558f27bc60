/** Reads out of views with a million tasks and a million events. */
@NullMarked
package io.taskledger.verification.bench.million;

import org.jspecify.annotations.NullMarked;

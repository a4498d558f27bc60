/** What every projection needs to write a batch of events with a few statements. */
@NullMarked
package io.taskledger.projection.batch;

import org.jspecify.annotations.NullMarked;

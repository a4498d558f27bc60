/** Projections and their rebuilds over HTTP, for administrators. */
@NullMarked
package io.taskledger.projection.operations;

import org.jspecify.annotations.NullMarked;

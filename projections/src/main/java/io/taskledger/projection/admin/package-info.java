/** Projections and their rebuilds over HTTP, for administrators. */
@NullMarked
package io.taskledger.projection.admin;

import org.jspecify.annotations.NullMarked;

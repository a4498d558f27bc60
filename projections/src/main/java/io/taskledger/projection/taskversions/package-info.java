/**
 * Every task as it was after each of its events: what reads of the past and the live stream show.
 */
@NullMarked
package io.taskledger.projection.taskversions;

import org.jspecify.annotations.NullMarked;

/** Generations of a view: each in a place of its own, one of them live. */
@NullMarked
package io.taskledger.projection.generation;

import org.jspecify.annotations.NullMarked;

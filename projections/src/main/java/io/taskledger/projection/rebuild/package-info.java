/** Rebuilds: a new generation is made beside the live one, which it then replaces in one step. */
@NullMarked
package io.taskledger.projection.rebuild;

import org.jspecify.annotations.NullMarked;

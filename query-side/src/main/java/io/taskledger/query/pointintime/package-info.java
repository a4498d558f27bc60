/** Reading as of a moment: what the same request would have answered then. */
@NullMarked
package io.taskledger.query.pointintime;

import org.jspecify.annotations.NullMarked;

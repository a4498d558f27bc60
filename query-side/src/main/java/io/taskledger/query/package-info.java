/** The query API: what a person may see, out of the read models that the projections write. */
@NullMarked
package io.taskledger.query;

import org.jspecify.annotations.NullMarked;

/** Pages that stay stable while rows change: each goes on after the last row of the one before. */
@NullMarked
package io.taskledger.query.page;

import org.jspecify.annotations.NullMarked;

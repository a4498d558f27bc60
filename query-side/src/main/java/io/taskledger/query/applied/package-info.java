/** How far each view is. */
@NullMarked
package io.taskledger.query.applied;

import org.jspecify.annotations.NullMarked;

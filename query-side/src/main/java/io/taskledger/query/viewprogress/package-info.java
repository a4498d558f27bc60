/** How far each view is. */
@NullMarked
package io.taskledger.query.viewprogress;

import org.jspecify.annotations.NullMarked;

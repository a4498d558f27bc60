/** Work that a service does by itself, again and again. */
@NullMarked
package io.taskledger.projection.background;

import org.jspecify.annotations.NullMarked;

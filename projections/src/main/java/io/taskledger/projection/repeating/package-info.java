/** Work that a service does by itself, again and again. */
@NullMarked
package io.taskledger.projection.repeating;

import org.jspecify.annotations.NullMarked;

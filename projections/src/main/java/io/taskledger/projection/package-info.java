/** The read models, each derived from the events and from nothing else. */
@NullMarked
package io.taskledger.projection;

import org.jspecify.annotations.NullMarked;

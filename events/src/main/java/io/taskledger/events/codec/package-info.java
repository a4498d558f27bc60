/** Events as JSON: stable names, revisions, topics and headers. */
@NullMarked
package io.taskledger.events.codec;

import org.jspecify.annotations.NullMarked;

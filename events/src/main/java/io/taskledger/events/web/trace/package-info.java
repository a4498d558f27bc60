/** Which request it is: its correlation id and trace context. */
@NullMarked
package io.taskledger.events.web.trace;

import org.jspecify.annotations.NullMarked;

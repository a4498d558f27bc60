/** Which request it is: its correlation id and trace context. */
@NullMarked
package io.taskledger.web.trace;

import org.jspecify.annotations.NullMarked;

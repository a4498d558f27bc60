/** The {@code If-Match} header. */
@NullMarked
package io.taskledger.command.platform.precondition;

import org.jspecify.annotations.NullMarked;

/** How a request becomes a command, and its outcome an answer. */
@NullMarked
package io.taskledger.command.dispatch;

import org.jspecify.annotations.NullMarked;

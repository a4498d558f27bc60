/** Sends commands to their handlers, again when another writer was faster. */
@NullMarked
package io.taskledger.command.platform.commandgateway;

import org.jspecify.annotations.NullMarked;

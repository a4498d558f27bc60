/** Several commands in one request. */
@NullMarked
package io.taskledger.command.batch;

import org.jspecify.annotations.NullMarked;

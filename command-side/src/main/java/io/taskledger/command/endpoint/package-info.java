/** The commands on tasks over HTTP, one by one and in batches. */
@NullMarked
package io.taskledger.command.endpoint;

import org.jspecify.annotations.NullMarked;

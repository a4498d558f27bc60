/** What all commands on tasks share over HTTP: request headers, execution, answers. */
@NullMarked
package io.taskledger.command.platform.http;

import org.jspecify.annotations.NullMarked;

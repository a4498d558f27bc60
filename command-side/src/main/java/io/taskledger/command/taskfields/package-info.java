/** The fields of a task in request bodies: their types, limits and formats. */
@NullMarked
package io.taskledger.command.taskfields;

import org.jspecify.annotations.NullMarked;

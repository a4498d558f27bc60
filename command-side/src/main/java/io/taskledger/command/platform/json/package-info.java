/** Reads JSON bodies into records, with all errors at once. */
@NullMarked
package io.taskledger.command.platform.json;

import org.jspecify.annotations.NullMarked;

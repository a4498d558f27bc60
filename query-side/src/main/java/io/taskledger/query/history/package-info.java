/** What happened to one task, change by change. */
@NullMarked
package io.taskledger.query.history;

import org.jspecify.annotations.NullMarked;

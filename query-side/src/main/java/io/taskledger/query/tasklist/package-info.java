/** Listing tasks: filters, full-text search, sorting, pages. */
@NullMarked
package io.taskledger.query.tasklist;

import org.jspecify.annotations.NullMarked;

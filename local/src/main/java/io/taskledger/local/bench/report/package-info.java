/** The table of figures, and the page that it is written to. */
@NullMarked
package io.taskledger.local.bench.report;

import org.jspecify.annotations.NullMarked;

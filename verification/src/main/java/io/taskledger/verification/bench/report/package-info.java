/** The table of figures, and the page that it is written to. */
@NullMarked
package io.taskledger.verification.bench.report;

import org.jspecify.annotations.NullMarked;

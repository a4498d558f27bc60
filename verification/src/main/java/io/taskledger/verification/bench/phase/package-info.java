/** What is measured, one class a part of the table. */
@NullMarked
package io.taskledger.verification.bench.phase;

import org.jspecify.annotations.NullMarked;

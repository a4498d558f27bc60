/** What is measured, one class a part of the table. */
@NullMarked
package io.taskledger.local.bench.phase;

import org.jspecify.annotations.NullMarked;

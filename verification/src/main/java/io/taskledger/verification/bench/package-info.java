/**
 * {@code local/bench}: measures the system on this machine, beside what the machine's PostgreSQL
 * itself can do.
 */
@NullMarked
package io.taskledger.verification.bench;

import org.jspecify.annotations.NullMarked;

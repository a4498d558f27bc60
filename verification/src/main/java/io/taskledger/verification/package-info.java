/** Benchmarks, chaos rounds and user journeys over the whole system. */
@NullMarked
package io.taskledger.verification;

import org.jspecify.annotations.NullMarked;

/** The system that is measured, in a process of its own, and the yardstick beside it. */
@NullMarked
package io.taskledger.verification.bench.system;

import org.jspecify.annotations.NullMarked;

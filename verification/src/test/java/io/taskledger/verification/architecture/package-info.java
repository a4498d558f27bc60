/** Tests that hold the house to its design. */
@NullMarked
package io.taskledger.verification.architecture;

import org.jspecify.annotations.NullMarked;

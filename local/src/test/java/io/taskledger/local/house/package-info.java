/** Tests that hold the house to its design. */
@NullMarked
package io.taskledger.local.house;

import org.jspecify.annotations.NullMarked;

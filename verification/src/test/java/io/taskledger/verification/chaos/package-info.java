/** Tests of what chaos concludes from what it sees. */
@NullMarked
package io.taskledger.verification.chaos;

import org.jspecify.annotations.NullMarked;

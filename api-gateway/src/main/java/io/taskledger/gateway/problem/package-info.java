/** What a client reads when the gateway itself says no. */
@NullMarked
package io.taskledger.gateway.problem;

import org.jspecify.annotations.NullMarked;

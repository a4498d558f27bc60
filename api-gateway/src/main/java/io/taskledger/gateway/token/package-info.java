/** Who is calling: bearer tokens are verified once and remembered until they expire. */
@NullMarked
package io.taskledger.gateway.token;

import org.jspecify.annotations.NullMarked;

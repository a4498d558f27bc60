/** Passwords: hashing them takes long, and guessing them ever longer. */
@NullMarked
package io.taskledger.command.passwords;

import org.jspecify.annotations.NullMarked;

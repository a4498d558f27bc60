/** Logging in and out: access tokens, refresh tokens and signing keys. */
@NullMarked
package io.taskledger.command.sessions;

import org.jspecify.annotations.NullMarked;

package io.taskledger.gateway.token;

import java.time.Instant;

/**
 * Somebody whose token was found good.
 *
 * @param subject the {@code sub} of the token: the user's id
 */
public record Caller(String subject, Instant expiresAt) {}

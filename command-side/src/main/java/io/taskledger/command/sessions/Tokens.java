package io.taskledger.command.sessions;

/**
 * The answer to a log-in, in the terms of RFC 6749, 5.1.
 *
 * @param expiresIn seconds until the access token expires
 */
record Tokens(String accessToken, String refreshToken, String tokenType, long expiresIn) {
  @Override
  public String toString() {
    return "Tokens[expiresIn=" + expiresIn + "]";
  }
}

package io.taskledger.gateway.route;

/** What a caller has to show before a request is handed on. */
public enum Access {
  /** Nothing. */
  OPEN,
  /** Nothing, but strictly limited by address: these requests are where passwords are guessed. */
  IDENTITY,
  /** As {@link #IDENTITY}, and each opens an account. */
  REGISTRATION,
  /** A valid bearer token. */
  TOKEN
}

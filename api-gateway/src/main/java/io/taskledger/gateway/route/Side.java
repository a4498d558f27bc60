package io.taskledger.gateway.route;

/** The service that answers: writes and identity on one side, reads on the other. */
public enum Side {
  COMMAND,
  QUERY
}

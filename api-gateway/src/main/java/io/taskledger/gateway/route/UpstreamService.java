package io.taskledger.gateway.route;

/** The service that answers: writes and identity, reads, or the work on the views. */
public enum UpstreamService {
  COMMAND,
  QUERY,
  PROJECTIONS
}

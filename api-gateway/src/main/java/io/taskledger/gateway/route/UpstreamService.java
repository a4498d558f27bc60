package io.taskledger.gateway.route;

/**
 * The service that answers: writes and identity, reads, the work on the views, or the language of
 * quick add.
 */
public enum UpstreamService {
  COMMAND,
  QUERY,
  PROJECTIONS,
  ASSISTANT
}

package io.taskledger.gateway.route;

import io.taskledger.gateway.limit.InFlight;
import java.util.Set;

/**
 * One line of the route table.
 *
 * @param path an exact path, or one ending in {@code /**} for it and all below
 * @param kind what its requests cost, as far as the route tells
 */
public record Route(
    Set<String> methods, String path, UpstreamService side, Access access, InFlight.Kind kind) {

  private static final String TREE = "/**";

  Route(Set<String> methods, String path, UpstreamService side, Access access) {
    this(methods, path, side, access, InFlight.Kind.REQUEST);
  }

  boolean covers(String requested) {
    if (!path.endsWith(TREE)) {
      return path.equals(requested);
    }
    int stem = path.length() - TREE.length();
    return requested.startsWith(path.substring(0, stem))
        && (requested.length() == stem || requested.charAt(stem) == '/');
  }
}

package io.taskledger.gateway.route;

import java.util.Set;

/**
 * One line of the route table.
 *
 * @param path an exact path, or one ending in {@code /**} for it and all below
 */
public record Route(Set<String> methods, String path, UpstreamService side, Access access) {

  private static final String TREE = "/**";

  boolean covers(String requested) {
    if (!path.endsWith(TREE)) {
      return path.equals(requested);
    }
    int stem = path.length() - TREE.length();
    return requested.startsWith(path.substring(0, stem))
        && (requested.length() == stem || requested.charAt(stem) == '/');
  }
}

package io.taskledger.gateway.route;

import static io.taskledger.gateway.limit.InFlight.Kind.COSTLY;
import static io.taskledger.gateway.route.Access.IDENTITY;
import static io.taskledger.gateway.route.Access.OPEN;
import static io.taskledger.gateway.route.Access.REGISTRATION;
import static io.taskledger.gateway.route.Access.TOKEN;
import static io.taskledger.gateway.route.UpstreamService.ASSISTANT;
import static io.taskledger.gateway.route.UpstreamService.COMMAND;
import static io.taskledger.gateway.route.UpstreamService.PROJECTIONS;
import static io.taskledger.gateway.route.UpstreamService.QUERY;

import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import io.taskledger.web.security.PlainPathFirewall;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The one resource tree that clients see, and which service stands behind each part of it. */
public final class Routes {

  private static final Set<String> READ = Set.of("GET", "HEAD");
  private static final Set<String> WRITE = Set.of("POST", "PATCH", "PUT", "DELETE");
  private static final Set<String> OPERATE = Set.of("GET", "HEAD", "POST", "DELETE");
  private static final Set<String> PREFERENCES = Set.of("GET", "HEAD", "PUT");
  private static final Set<String> GET_OR_POST = Set.of("GET", "HEAD", "POST");
  private static final Set<String> POST = Set.of("POST");
  private static final Set<String> PUT = Set.of("PUT");
  private static final Set<String> DELETE = Set.of("DELETE");

  private static final List<Route> TABLE =
      List.of(
          new Route(READ, "/api/tasks/**", QUERY, TOKEN),
          new Route(WRITE, "/api/tasks/**", COMMAND, TOKEN),
          new Route(POST, "/api/commands", COMMAND, TOKEN),
          new Route(POST, "/api/quick-add/**", ASSISTANT, TOKEN),
          new Route(POST, "/api/chat", ASSISTANT, TOKEN),
          new Route(READ, "/api/dashboard", QUERY, TOKEN),
          new Route(READ, "/api/notifications", QUERY, TOKEN),
          new Route(READ, "/api/changes", QUERY, TOKEN, COSTLY),
          new Route(READ, "/api/people", QUERY, TOKEN),
          new Route(READ, "/api/statistics", QUERY, TOKEN),
          new Route(PREFERENCES, "/api/preferences", COMMAND, TOKEN),
          new Route(READ, "/api/stream", QUERY, TOKEN),
          new Route(READ, "/api/audit", QUERY, TOKEN),
          new Route(OPERATE, "/api/projections/**", PROJECTIONS, TOKEN),
          new Route(OPERATE, "/api/dead-letters/**", PROJECTIONS, TOKEN),
          new Route(POST, "/api/users", COMMAND, REGISTRATION),
          new Route(READ, "/api/users/me", COMMAND, TOKEN),
          new Route(POST, "/api/users/me/email-confirmation", COMMAND, TOKEN),
          new Route(GET_OR_POST, "/api/email-confirmations", COMMAND, IDENTITY),
          new Route(POST, "/api/sessions", COMMAND, IDENTITY),
          new Route(POST, "/api/sessions/refresh", COMMAND, IDENTITY),
          new Route(READ, "/api/sessions", COMMAND, TOKEN),
          new Route(DELETE, "/api/sessions", COMMAND, TOKEN),
          new Route(DELETE, "/api/sessions/**", COMMAND, TOKEN),
          new Route(PUT, "/api/users/me/password", COMMAND, TOKEN),
          new Route(READ, "/.well-known/jwks.json", COMMAND, OPEN));

  private Routes() {}

  /** All routes. */
  static List<Route> table() {
    return TABLE;
  }

  /**
   * @param path as the client wrote it, undecoded
   * @throws ProblemException 404 if no service has such a path, 405 if it does not take this method
   */
  public static Route find(String method, String path) {
    var allowed = new TreeSet<String>();
    if (PlainPathFirewall.isPlain(path)) {
      for (Route route : TABLE) {
        if (route.covers(path)) {
          if (route.methods().contains(method)) {
            return route;
          }
          allowed.addAll(route.methods());
        }
      }
    }
    throw allowed.isEmpty()
        ? ProblemException.of(ErrorCode.NOT_FOUND, "Check the path.")
        : ProblemException.ofMethod(String.join(", ", allowed));
  }
}

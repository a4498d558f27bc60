package io.taskledger.command.batch;

import io.taskledger.command.platform.http.BatchedCommand;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Finds the slice that a command of a batch belongs to. */
@Component
class BatchRoutes {
  private final List<Route> routes;

  BatchRoutes(List<BatchedCommand> commands) {
    routes =
        commands.stream()
            .map(each -> new Route(PathPatternParser.defaultInstance.parse(each.path()), each))
            .toList();
  }

  private record Route(PathPattern path, BatchedCommand command) {}

  /** A slice, and what the path names. */
  record Found(BatchedCommand command, Map<String, String> variables) {}

  /** The slice for a request; refused when no slice has the path, or not by this method. */
  Found find(String method, String path) {
    var requested = PathContainer.parsePath(path);
    List<String> allowed = new ArrayList<>();
    for (Route route : routes) {
      PathPattern.PathMatchInfo match = route.path().matchAndExtract(requested);
      if (match != null) {
        if (route.command().method().matches(method)) {
          return new Found(route.command(), match.getUriVariables());
        }
        allowed.add(route.command().method().name());
      }
    }
    if (allowed.isEmpty()) {
      throw notFound();
    }
    String methods = String.join(", ", allowed);
    throw ProblemException.of(ErrorCode.METHOD_NOT_ALLOWED, "Use one of: " + methods + ".")
        .with("allowed", methods);
  }

  static ProblemException notFound() {
    return ProblemException.of(
        ErrorCode.NOT_FOUND, "A batch takes commands on tasks, for example POST /api/tasks.");
  }
}

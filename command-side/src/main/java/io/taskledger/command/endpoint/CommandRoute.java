package io.taskledger.command.endpoint;

import io.taskledger.command.task.api.TaskCommand;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Which request is which command.
 *
 * @param status of the answer when it succeeds
 * @param command reads the request, or refuses it
 */
record CommandRoute(
    String method,
    PathPattern path,
    int status,
    boolean takesBody,
    Function<CommandRequest, TaskCommand> command) {
  private static final int OK = 200;

  /** A command whose whole meaning is in its path. */
  static CommandRoute of(
      String method, String path, Function<CommandRequest, TaskCommand> command) {
    return new CommandRoute(
        method, PathPatternParser.defaultInstance.parse(path), OK, false, command);
  }

  /** A command that takes a JSON object. */
  static CommandRoute withBody(
      String method, String path, int status, Function<CommandRequest, TaskCommand> command) {
    return new CommandRoute(
        method, PathPatternParser.defaultInstance.parse(path), status, true, command);
  }

  /** What the path names, if it is this route's. */
  Optional<Map<String, String>> match(PathContainer requested) {
    return Optional.ofNullable(path.matchAndExtract(requested))
        .map(PathPattern.PathMatchInfo::getUriVariables);
  }
}

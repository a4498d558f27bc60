package io.taskledger.command.endpoint;

import io.taskledger.command.dispatch.JsonBody;
import io.taskledger.command.idempotency.Idempotency.Answer;
import io.taskledger.command.idempotency.IdempotencyKey;
import io.taskledger.command.precondition.Expected;
import io.taskledger.web.Caller;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Every command on a task by its own request. */
@RestController
class TaskEndpoint {
  private static final Set<String> JSON =
      Set.of("application/json", "application/merge-patch+json");

  private final TaskCommands commands;

  TaskEndpoint(TaskCommands commands) {
    this.commands = commands;
  }

  @RequestMapping({"/api/tasks", "/api/tasks/**"})
  void command(HttpServletRequest request, HttpServletResponse response, Caller caller)
      throws IOException {
    String path = request.getRequestURI();
    var found = TaskRoutes.find(request.getMethod(), path);
    byte[] body = request.getInputStream().readAllBytes();
    String ifMatch = request.getHeader(HttpHeaders.IF_MATCH);
    if (found.route().takesBody()) {
      requireJson(request.getContentType());
    }
    var key =
        IdempotencyKey.of(
            caller.userId(),
            request.getHeader(IdempotencyKey.HEADER),
            body,
            request.getMethod(),
            path,
            request.getQueryString(),
            ifMatch);
    Answer answer =
        commands.answer(
            found.route(),
            new CommandRequest(
                found.variables(),
                parameters(request),
                () -> JsonBody.read(body),
                Expected.of(ifMatch),
                caller),
            key);
    AnswerHeaders.write(response, answer);
  }

  private static Map<String, String> parameters(HttpServletRequest request) {
    Map<String, String> first = new HashMap<>();
    if (request.getQueryString() != null) {
      request.getParameterMap().forEach((name, values) -> first.put(name, values[0]));
    }
    return first;
  }

  private static void requireJson(@Nullable String contentType) {
    try {
      if (contentType != null) {
        MimeType type = MimeType.valueOf(contentType);
        if (JSON.contains(type.getType() + "/" + type.getSubtype())) {
          return;
        }
      }
    } catch (InvalidMimeTypeException unreadable) {
      // Refused like any other that is not JSON.
    }
    throw ProblemException.of(
        ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send Content-Type: application/json.");
  }
}

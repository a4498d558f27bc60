package io.taskledger.command.platform.http;

import io.taskledger.command.platform.idempotency.IdempotencyKey;
import io.taskledger.command.platform.precondition.IfMatch;
import io.taskledger.events.user.UserId;
import io.taskledger.web.json.JsonBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.node.ObjectNode;

/** What every request with a command has besides its path: preconditions, a key, a body. */
public final class CommandRequest {
  private final HttpServletRequest request;
  private final IfMatch ifMatch;
  private final List<String> ifMatchLines;
  private final byte[] body;

  CommandRequest(HttpServletRequest request) throws IOException {
    this.request = request;
    this.ifMatchLines = Collections.list(request.getHeaders(HttpHeaders.IF_MATCH));
    this.ifMatch = IfMatch.read(ifMatchLines);
    this.body = request.getInputStream().readAllBytes();
  }

  /** The versions that the caller accepts. */
  public IfMatch ifMatch() {
    return ifMatch;
  }

  /** The JSON object in the body; refused when it is none. */
  public ObjectNode json() {
    return JsonBody.object(body);
  }

  /** The idempotency key; null when the request has none. */
  @Nullable IdempotencyKey key(UserId user) {
    return IdempotencyKey.of(
        user,
        request.getHeader(IdempotencyKey.HEADER),
        body,
        request.getMethod(),
        request.getRequestURI(),
        request.getQueryString(),
        ifMatchLines.isEmpty() ? null : String.join(",", ifMatchLines));
  }
}

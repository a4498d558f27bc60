package io.taskledger.command.endpoint;

import io.taskledger.command.idempotency.Idempotency.Answer;
import io.taskledger.web.PositionToken;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes answers with the headers of the contract, which all follow from their JSON. */
final class AnswerHeaders {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int BAD = 400;
  private static final int CREATED = 201;

  private AnswerHeaders() {}

  /** The answer to a single command. */
  static void write(HttpServletResponse response, Answer answer) throws IOException {
    if (answer.status() < BAD) {
      JsonNode body = JSON.readTree(answer.json());
      response.setHeader(HttpHeaders.ETAG, "\"" + body.path("version").asLong() + "\"");
      setPosition(response, Stream.of(body));
      if (answer.status() == CREATED) {
        response.setHeader(HttpHeaders.LOCATION, "/api/tasks/" + body.path("taskId").asString());
      }
    }
    send(response, answer);
  }

  /** The answer to a batch. */
  static void writeBatch(HttpServletResponse response, Answer answer) throws IOException {
    setPosition(
        response,
        JSON.readTree(answer.json())
            .valueStream()
            .filter(each -> each.path("status").asInt() < BAD)
            .map(each -> each.path("body")));
    send(response, answer);
  }

  /** It includes the last change of each task, also of those that were changed along. */
  private static void setPosition(HttpServletResponse response, Stream<JsonNode> bodies) {
    Map<UUID, PositionToken> last = new LinkedHashMap<>();
    bodies
        .flatMap(body -> Stream.concat(Stream.of(body), body.path("along").valueStream()))
        .map(AnswerHeaders::position)
        .forEach(position -> last.put(position.streamId(), position));
    if (!last.isEmpty()) {
      response.setHeader(PositionToken.POSITION_HEADER, PositionToken.write(last.values()));
    }
  }

  private static PositionToken position(JsonNode changed) {
    return new PositionToken(
        UUID.fromString(changed.path("taskId").asString()), changed.path("version").asLong());
  }

  private static void send(HttpServletResponse response, Answer answer) throws IOException {
    response.setStatus(answer.status());
    response.setContentType(
        answer.status() < BAD ? "application/json" : "application/problem+json");
    if (answer.replayed()) {
      response.setHeader("Idempotency-Replayed", "true");
    }
    response.getOutputStream().write(answer.json().getBytes(StandardCharsets.UTF_8));
  }
}

package io.taskledger.command.endpoint;

import io.taskledger.command.idempotency.Idempotency.Answer;
import io.taskledger.events.web.PositionToken;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
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
      UUID taskId = UUID.fromString(body.path("taskId").asString());
      long version = body.path("version").asLong();
      response.setHeader(HttpHeaders.ETAG, "\"" + version + "\"");
      response.setHeader(PositionToken.POSITION_HEADER, new PositionToken(taskId, version).write());
      if (answer.status() == CREATED) {
        response.setHeader(HttpHeaders.LOCATION, "/api/tasks/" + taskId);
      }
    }
    send(response, answer);
  }

  /** The answer to a batch: its position includes the last change of each task in it. */
  static void writeBatch(HttpServletResponse response, Answer answer) throws IOException {
    Map<UUID, PositionToken> last = new LinkedHashMap<>();
    for (JsonNode each : JSON.readTree(answer.json())) {
      JsonNode body = each.path("body");
      if (each.path("status").asInt() < BAD) {
        UUID taskId = UUID.fromString(body.path("taskId").asString());
        last.put(taskId, new PositionToken(taskId, body.path("version").asLong()));
      }
    }
    if (!last.isEmpty()) {
      response.setHeader(PositionToken.POSITION_HEADER, PositionToken.write(last.values()));
    }
    send(response, answer);
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

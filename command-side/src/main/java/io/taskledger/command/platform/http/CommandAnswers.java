package io.taskledger.command.platform.http;

import io.taskledger.command.platform.idempotency.Idempotency.Answer;
import io.taskledger.events.user.UserId;
import io.taskledger.web.PositionTokens;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers with the headers of the contract, which all follow from the JSON of the answer. */
@Component
public class CommandAnswers {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int BAD = 400;
  private static final int CREATED = 201;

  private final Positions positions;

  CommandAnswers(Positions positions) {
    this.positions = positions;
  }

  /** The answer to a single command. */
  ResponseEntity<byte[]> single(UserId caller, Answer answer) {
    ResponseEntity.BodyBuilder response = begin(answer);
    if (answer.status() < BAD) {
      JsonNode body = JSON.readTree(answer.json());
      response.header(HttpHeaders.ETAG, "\"" + body.path("version").asLong() + "\"");
      Map<UUID, Long> versions = new LinkedHashMap<>();
      addVersions(body, versions);
      response.header(PositionTokens.POSITION_HEADER, positions.token(caller, versions));
      if (answer.status() == CREATED) {
        response.header(HttpHeaders.LOCATION, "/api/tasks/" + body.path("taskId").asString());
      }
    }
    return response.body(bytes(answer));
  }

  /** The answer to a batch, with one position that includes all its commands. */
  public ResponseEntity<byte[]> batch(UserId caller, Answer answer) {
    ResponseEntity.BodyBuilder response = begin(answer);
    Map<UUID, Long> versions = new LinkedHashMap<>();
    for (JsonNode each : JSON.readTree(answer.json())) {
      if (each.path("status").asInt() < BAD) {
        addVersions(each.path("body"), versions);
      }
    }
    if (!versions.isEmpty()) {
      response.header(PositionTokens.POSITION_HEADER, positions.token(caller, versions));
    }
    return response.body(bytes(answer));
  }

  private static void addVersions(JsonNode body, Map<UUID, Long> versions) {
    addVersion(body, versions);
    for (JsonNode affected : body.path("affectedTasks")) {
      addVersion(affected, versions);
    }
  }

  private static void addVersion(JsonNode changed, Map<UUID, Long> versions) {
    versions.merge(
        UUID.fromString(changed.path("taskId").asString()),
        changed.path("version").asLong(),
        Math::max);
  }

  private static ResponseEntity.BodyBuilder begin(Answer answer) {
    ResponseEntity.BodyBuilder response =
        ResponseEntity.status(answer.status())
            .contentType(
                answer.status() < BAD
                    ? MediaType.APPLICATION_JSON
                    : MediaType.APPLICATION_PROBLEM_JSON);
    return answer.isReplayed() ? response.header("Idempotency-Replayed", "true") : response;
  }

  private static byte[] bytes(Answer answer) {
    return answer.json().getBytes(StandardCharsets.UTF_8);
  }
}

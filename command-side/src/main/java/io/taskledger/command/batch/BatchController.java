package io.taskledger.command.batch;

import io.taskledger.command.platform.http.CommandAnswers;
import io.taskledger.command.platform.http.TaskCommands;
import io.taskledger.command.platform.idempotency.Idempotency;
import io.taskledger.command.platform.idempotency.Idempotency.Answer;
import io.taskledger.command.platform.idempotency.IdempotencyKey;
import io.taskledger.command.platform.json.JsonBodies;
import io.taskledger.web.Caller;
import io.taskledger.web.json.JsonBody;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** {@code POST /api/commands}: several commands in order, each with a status of its own. */
@RestController
@EnableConfigurationProperties(BatchSettings.class)
class BatchController {
  private static final String PATH = "/api/commands";
  private static final int MAX_COMMANDS = 500;
  private static final int MULTI_STATUS = 207;
  private static final int SERVER_ERROR = 500;
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final TaskCommands commands;
  private final BatchRoutes routes;
  private final JsonBodies bodies;
  private final Idempotency idempotency;
  private final CommandAnswers answers;
  private final BatchSettings settings;

  BatchController(
      TaskCommands commands,
      BatchRoutes routes,
      JsonBodies bodies,
      Idempotency idempotency,
      CommandAnswers answers,
      BatchSettings settings) {
    this.commands = commands;
    this.routes = routes;
    this.bodies = bodies;
    this.idempotency = idempotency;
    this.answers = answers;
    this.settings = settings;
  }

  @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> batch(
      @RequestBody byte[] body, HttpServletRequest request, Caller caller) {
    var limits = new BatchLimits(settings);
    var key =
        IdempotencyKey.of(caller.userId(), request.getHeader(IdempotencyKey.HEADER), body, PATH);
    Optional<Answer> earlier = key == null ? Optional.empty() : idempotency.find(key);
    if (earlier.isPresent()) {
      return answers.batch(caller.userId(), earlier.get());
    }
    List<JsonNode> items = items(body);
    if (key != null) {
      idempotency.claim(key);
    }
    ArrayNode results = new Batch(commands, routes, bodies, caller, key, limits).run(items);
    Answer answer = Answer.first(MULTI_STATUS, results.toString());
    // When a command failed or was not reached, sending the batch again does what is left.
    if (key != null
        && results.valueStream().allMatch(each -> each.path("status").asInt() < SERVER_ERROR)) {
      idempotency.conclude(key, answer);
    }
    return answers.batch(caller.userId(), answer);
  }

  /** Stops reading after the last command that a batch may have. */
  private static List<JsonNode> items(byte[] body) {
    List<JsonNode> items = new ArrayList<>();
    try (JsonParser parser = STRICT.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw ProblemException.of(ErrorCode.MALFORMED_JSON, "Send a JSON list of commands.");
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (items.size() == MAX_COMMANDS) {
          throw wrongSize();
        }
        JsonNode item = STRICT.readTree(parser);
        items.add(item);
      }
      if (parser.nextToken() != null) {
        throw ProblemException.of(ErrorCode.MALFORMED_JSON, "Send one JSON list of commands.");
      }
    } catch (JacksonException broken) {
      throw JsonBody.malformed(broken);
    }
    if (items.isEmpty()) {
      throw wrongSize();
    }
    return items;
  }

  private static ProblemException wrongSize() {
    return ProblemException.of(
        ErrorCode.INVALID_FIELDS, "A batch must have 1 to " + MAX_COMMANDS + " commands.");
  }
}

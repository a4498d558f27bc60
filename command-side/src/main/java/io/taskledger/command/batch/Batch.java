package io.taskledger.command.batch;

import io.taskledger.command.platform.http.BatchItem;
import io.taskledger.command.platform.http.TaskCommands;
import io.taskledger.command.platform.idempotency.Idempotency.Answer;
import io.taskledger.command.platform.idempotency.IdempotencyKey;
import io.taskledger.command.platform.json.JsonBodies;
import io.taskledger.web.Caller;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemAdvice;
import io.taskledger.web.problem.ProblemException;
import io.taskledger.web.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The commands of one batch, executed in order. A refused command changes nothing, and the next one
 * is executed all the same; only commands that name its task as {@code $ref} are refused with it.
 */
final class Batch {
  private static final Logger log = LoggerFactory.getLogger(Batch.class);
  private static final JsonMapper JSON = new JsonMapper();

  private final TaskCommands commands;
  private final BatchRoutes routes;
  private final JsonBodies bodies;
  private final Caller caller;
  private final @Nullable IdempotencyKey key;
  private final BatchLimits limits;
  private final CreatedTasks created = new CreatedTasks();

  Batch(
      TaskCommands commands,
      BatchRoutes routes,
      JsonBodies bodies,
      Caller caller,
      @Nullable IdempotencyKey key,
      BatchLimits limits) {
    this.commands = commands;
    this.routes = routes;
    this.bodies = bodies;
    this.caller = caller;
    this.key = key;
    this.limits = limits;
  }

  /** The answers, in the order of the commands. */
  ArrayNode run(List<JsonNode> items) {
    ArrayNode answers = JSON.createArrayNode();
    for (JsonNode item : items) {
      answers.add(answer(item, answers.size() + 1));
    }
    return answers;
  }

  private ObjectNode answer(JsonNode item, int number) {
    ObjectNode answer = JSON.createObjectNode();
    JsonNode ref = item.path("ref");
    if (ref.isString()) {
      answer.put("ref", ref.asString());
    }
    try {
      limits.require();
      Answer done = execute(item, number);
      JsonNode body = JSON.readTree(done.json());
      limits.spend(1 + body.path("affectedTasks").size());
      if (ref.isString() && body.has("taskId")) {
        created.add(ref.asString(), body.path("taskId").asString());
      }
      return answer.put("status", done.status()).set("body", body).asObject();
    } catch (ProblemException refusal) {
      return refused(answer, refusal);
    } catch (RuntimeException fault) {
      // The other commands are executed, so their answers must not be lost with this one.
      log.error("A command of a batch failed", fault);
      return refused(answer, ProblemAdvice.faultOfOurs());
    }
  }

  private static ObjectNode refused(ObjectNode answer, ProblemException refusal) {
    return answer
        .put("status", refusal.code().status())
        .set("body", JSON.valueToTree(Problems.document(refusal)))
        .asObject();
  }

  private Answer execute(JsonNode item, int number) {
    if (!(item instanceof ObjectNode object)) {
      throw ProblemException.of(ErrorCode.MALFORMED_JSON, "Each command must be a JSON object.");
    }
    BatchItemRequest sent = bodies.read(object, BatchItemRequest.class);
    String path = Objects.requireNonNull(sent.path(), "validated");
    int query = path.indexOf('?');
    var found =
        routes.find(
            Objects.requireNonNull(sent.method(), "validated"),
            created.resolvePath(plain(query < 0 ? path : path.substring(0, query))));
    ObjectNode body = sent.body() == null ? JSON.createObjectNode() : sent.body();
    var resolved =
        new BatchItem(
            caller.userId(),
            found.variables(),
            parameters(query < 0 ? "" : path.substring(query + 1)),
            created.resolveParent(body));
    return commands.execute(
        found.command().command(resolved), caller, key == null ? null : key.part(number));
  }

  private static String plain(String path) {
    if (!path.startsWith("/") || path.startsWith("//")) {
      throw BatchRoutes.notFound();
    }
    return path;
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> decoded = new HashMap<>();
    try {
      UriComponentsBuilder.newInstance()
          .query(query)
          .build()
          .getQueryParams()
          .toSingleValueMap()
          .forEach(
              (name, value) ->
                  decoded.put(
                      name,
                      value == null
                          ? ""
                          : UriUtils.decode(value.replace("+", " "), StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException broken) {
      throw ProblemException.of(
          ErrorCode.INVALID_PARAMETER, "The query must be percent-encoded UTF-8.");
    }
    return decoded;
  }
}

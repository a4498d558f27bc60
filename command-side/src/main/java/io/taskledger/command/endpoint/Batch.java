package io.taskledger.command.endpoint;

import io.taskledger.command.dispatch.JsonBody;
import io.taskledger.command.idempotency.Idempotency.Answer;
import io.taskledger.command.idempotency.IdempotencyKey;
import io.taskledger.command.precondition.Expected;
import io.taskledger.web.Caller;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemAdvice;
import io.taskledger.web.problem.ProblemException;
import io.taskledger.web.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The commands of one batch, one after another. A refused one changes nothing, and the next one is
 * done all the same; only those that name its task as {@code $ref} are refused with it.
 */
final class Batch {
  private static final Logger log = LoggerFactory.getLogger(Batch.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final int REF = 100;
  private static final int PATH = 2000;
  private static final Pattern REFERENCE = Pattern.compile("\\$([A-Za-z0-9_.-]+)");
  private static final String PARENT = "parentTaskId";

  private final TaskCommands commands;
  private final Caller caller;
  private final @Nullable IdempotencyKey key;
  private final Map<String, String> created = new HashMap<>();

  Batch(TaskCommands commands, Caller caller, @Nullable IdempotencyKey key) {
    this.commands = commands;
    this.caller = caller;
    this.key = key;
  }

  /** The answers, in the order of the commands. */
  ArrayNode run(List<JsonNode> list) {
    ArrayNode answers = JSON.createArrayNode();
    for (JsonNode each : list) {
      answers.add(answer(each, answers.size() + 1));
    }
    return answers;
  }

  private ObjectNode answer(JsonNode sent, int number) {
    ObjectNode answer = JSON.createObjectNode();
    JsonNode ref = sent.path("ref");
    if (ref.isString()) {
      answer.put("ref", ref.asString());
    }
    try {
      Answer done = run(sent, number);
      JsonNode body = JSON.readTree(done.json());
      if (ref.isString() && body.has("taskId")) {
        created.put(ref.asString(), body.path("taskId").asString());
      }
      return answer.put("status", done.status()).set("body", body).asObject();
    } catch (ProblemException refusal) {
      return refused(answer, refusal);
    } catch (RuntimeException fault) {
      // The others are done or will be: their answers must not be lost with this one.
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

  private Answer run(JsonNode sent, int number) {
    if (!(sent instanceof ObjectNode object)) {
      throw ProblemException.of(ErrorCode.MALFORMED_JSON, "Each command is a JSON object.");
    }
    JsonBody command = JsonBody.of(object);
    JsonNode ref = command.value("ref");
    if (ref != null) {
      var ignored = command.text("ref", ref, REF);
    }
    String method = command.requiredText("method", REF);
    String path = command.requiredText("path", PATH);
    JsonNode body = command.value("body");
    if (body != null && !body.isObject()) {
      command.refuse("body", "wrong-type", "Send an object.");
    }
    command.done();
    UriComponents uri = uri(resolved(path));
    var found = TaskRoutes.find(method, String.valueOf(uri.getPath()));
    ObjectNode json = body instanceof ObjectNode given ? resolved(given) : JSON.createObjectNode();
    return commands.answer(
        found.route(),
        new CommandRequest(
            found.variables(), parameters(uri), () -> JsonBody.of(json), Expected.any(), caller),
        key == null ? null : key.part(number));
  }

  private static UriComponents uri(String path) {
    try {
      return UriComponentsBuilder.fromUriString(path).build();
    } catch (IllegalArgumentException none) {
      throw ProblemException.of(ErrorCode.NOT_FOUND, "Look at the path.");
    }
  }

  private static Map<String, String> parameters(UriComponents uri) {
    try {
      Map<String, String> decoded = new HashMap<>();
      uri.getQueryParams()
          .toSingleValueMap()
          .forEach(
              (name, value) ->
                  decoded.put(
                      name,
                      value == null
                          ? ""
                          : UriUtils.decode(value.replace("+", " "), StandardCharsets.UTF_8)));
      return decoded;
    } catch (IllegalArgumentException broken) {
      throw ProblemException.of(
          ErrorCode.INVALID_PARAMETER, "Encode the query as URLs need it, in UTF-8.");
    }
  }

  private String resolved(String path) {
    return REFERENCE
        .matcher(path)
        .replaceAll(found -> Matcher.quoteReplacement(task(found.group(1))));
  }

  private ObjectNode resolved(ObjectNode body) {
    JsonNode parent = body.path(PARENT);
    if (parent.isString()) {
      Matcher reference = REFERENCE.matcher(parent.asString());
      if (reference.matches()) {
        return body.deepCopy().put(PARENT, task(reference.group(1)));
      }
    }
    return body;
  }

  private String task(String ref) {
    String taskId = created.get(ref);
    if (taskId == null) {
      throw ProblemException.of(
          ErrorCode.REFERENCE_UNRESOLVED, "No earlier command with this ref has made a task.");
    }
    return taskId;
  }
}

package io.taskledger.verification.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.taskledger.gateway.docs.ApiDocument;
import io.taskledger.local.client.Api;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every operation of the OpenAPI document is asked with generated requests, right and wrong ones,
 * and each answer is held to the document: its status, its schema, and that nothing is an error of
 * ours.
 */
class ApiDocumentIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNode DOCUMENT = JSON.valueToTree(ApiDocument.read());
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final int REQUESTS = 25;

  /** They end sessions, never end themselves, or are no JSON; other journeys have them. */
  private static final Set<String> LEFT_OUT =
      Set.of("stream", "emailConfirmationPage", "endAllSessions", "logOut", "changePassword");

  private static final long SEED = System.nanoTime();

  private final Random random = new Random(SEED);
  private static final Api USER = SharedSystem.user("Generated");
  private static final Api ADMINISTRATOR = SharedSystem.administrator();

  private final Map<String, String> ids = new LinkedHashMap<>();

  record Operation(String method, String path, JsonNode described) {
    @Override
    public String toString() {
      return method + " " + path;
    }

    String id() {
      return described.path("operationId").asString();
    }
  }

  static Stream<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    DOCUMENT
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        each -> {
                          if (METHODS.contains(each.getKey())) {
                            operations.add(
                                new Operation(
                                    each.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    each.getValue()));
                          }
                        }));
    return operations.stream().filter(operation -> !LEFT_OUT.contains(operation.id()));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyAnswerIsAsTheDocumentSays(Operation operation) {
    var created = USER.send("POST", "/api/tasks", Map.of("title", "Generated")).body();
    ids.put("taskId", created.path("taskId").asString());
    ids.put("eventId", created.path("eventId").asString());
    boolean ofAdministrators =
        operation.described().path("tags").path(0).asString().equals("Operations");
    Api caller = ofAdministrators ? ADMINISTRATOR : USER;
    // Accounts of an address are bound for each hour.
    int requests = operation.id().equals("register") ? 5 : REQUESTS;
    for (int i = 0; i < requests; i++) {
      // A rebuild that nobody asked for would hold up the journeys beside this one.
      String path = path(operation, operation.id().equals("rebuild"));
      Object body = body(operation, i);
      Api.Answer answer = caller.send(operation.method(), path, body);
      assertDescribed(
          operation, "%s %s %s (seed %d)".formatted(operation.method(), path, body, SEED), answer);
    }
  }

  private String path(Operation operation, boolean unknown) {
    String path = operation.path();
    for (String name : List.of("taskId", "eventId", "sessionId", "id", "name")) {
      String known = ids.getOrDefault(name, "task-list");
      String value =
          switch (unknown ? 2 : random.nextInt(4)) {
            case 0 -> UUID.randomUUID().toString();
            case 1 -> "x";
            case 2 -> name.equals("name") ? "nothing" : known;
            default -> known;
          };
      path = path.replace("{" + name + "}", value);
    }
    var query = new StringBuilder();
    for (JsonNode parameter : operation.described().path("parameters")) {
      JsonNode each = resolved(parameter);
      if (each.path("in").asString("").equals("query") && random.nextInt(3) == 0) {
        query
            .append(query.isEmpty() ? "?" : "&")
            .append(each.path("name").asString())
            .append("=")
            .append(URLEncoder.encode(text(each.path("schema")), StandardCharsets.UTF_8));
      }
    }
    return path + query;
  }

  /** A value that a parameter may have, or one that it may not. */
  private String text(JsonNode schema) {
    if (random.nextInt(4) == 0) {
      return List.of("", "x", "-1", "\u00e4\u2028", "true", "1e9", "2026-13-40")
          .get(random.nextInt(7));
    }
    Object value = value(schema, 0);
    return value instanceof List<?> some
        ? String.valueOf(some.isEmpty() ? "" : some.getFirst())
        : String.valueOf(value);
  }

  private @Nullable Object body(Operation operation, int round) {
    JsonNode schema =
        operation
            .described()
            .path("requestBody")
            .path("content")
            .path("application/json")
            .path("schema");
    if (schema.isMissingNode() || (operation.id().equals("rebuild"))) {
      return null;
    }
    return round % 5 == 4 ? List.of(1, Map.of("x", "y")) : value(schema, 0);
  }

  /** A value of a schema; now and then one of another form in its place. */
  private Object value(JsonNode described, int depth) {
    JsonNode schema = resolved(described);
    if (depth > 0 && random.nextInt(12) == 0) {
      return List.of("", -1, true, "\u0000", "x".repeat(300), List.of(), Map.of())
          .get(random.nextInt(7));
    }
    if (schema.has("enum")) {
      JsonNode values = schema.path("enum");
      return values.path(random.nextInt(values.size())).asString();
    }
    String type =
        schema.path("type").isArray()
            ? schema.path("type").path(0).asString()
            : schema.path("type").asString("");
    return switch (type) {
      case "integer" -> schema.path("minimum").asInt(1) + random.nextInt(5);
      case "boolean" -> random.nextBoolean();
      case "array" -> {
        List<Object> items = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
          items.add(value(schema.path("items"), depth + 1));
        }
        yield items;
      }
      case "object" -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        Set<String> required = Set.copyOf(texts(schema.path("required")));
        schema
            .path("properties")
            .properties()
            .forEach(
                each -> {
                  boolean given = required.contains(each.getKey()) || random.nextInt(3) == 0;
                  if (given && random.nextInt(15) > 0) {
                    fields.put(each.getKey(), value(each.getValue(), depth + 1));
                  }
                });
        if (random.nextInt(15) == 0) {
          fields.put("unknown", 1);
        }
        yield fields;
      }
      default ->
          switch (schema.path("format").asString("")) {
            case "uuid" ->
                random.nextBoolean()
                    ? UUID.randomUUID().toString()
                    : ids.getOrDefault("taskId", "");
            case "date-time" -> "20%02d-03-01T10:00:00Z".formatted(20 + random.nextInt(8));
            default ->
                List.of(
                        "buy milk tomorrow 9am #home",
                        "FREQ=DAILY",
                        "Europe/Berlin",
                        "PT1H",
                        "de",
                        "what is overdue",
                        "a@example.org",
                        "/api/tasks")
                    .get(random.nextInt(8));
          };
    };
  }

  private static List<String> texts(JsonNode values) {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(value.asString()));
    return texts;
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asString().substring(1)) : node;
  }

  private static void assertDescribed(Operation operation, String request, Api.Answer answer) {
    String status = Integer.toString(answer.status());
    JsonNode responses = operation.described().path("responses");
    assertThat(answer.status()).as(request).isNotIn(500, 502);
    assertThat(responses.has(status) || answer.status() >= 400)
        .as("%s: %s", request, status)
        .isTrue();
    JsonNode described =
        resolved(responses.has(status) ? responses.path(status) : responses.path("default"));
    String type = answer.header("Content-Type").split(";")[0];
    JsonNode schema = described.path("content").path(type).path("schema");
    if (answer.status() == 204 || answer.status() == 202 && schema.isMissingNode()) {
      return;
    }
    assertThat(schema.isMissingNode()).as("%s: %s is not described", request, type).isFalse();
    var whole = JSON.createObjectNode();
    whole.set("allOf", JSON.createArrayNode().add(schema));
    whole.set("components", DOCUMENT.path("components"));
    List<Error> wrong =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(whole.toString(), InputFormat.JSON)
            .validate(answer.body().toString(), InputFormat.JSON);
    assertThat(wrong).as("%s: %s", request, answer.body()).isEmpty();
  }
}

package io.taskledger.command.platform.http;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Command bodies by the schema of a task: good fields, fields just over their limits, values of
 * other types, fields that there are not, and now and then what is no JSON at all.
 */
final class RandomBodies {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Random random;
  private final List<String> tasks;
  private final Map<String, Supplier<JsonNode>> good;

  RandomBodies(Random random, List<String> tasks) {
    this.random = random;
    this.tasks = tasks;
    good =
        Map.ofEntries(
            field("title", () -> text(1, 200)),
            field("description", () -> text(0, 10_000)),
            field("priority", () -> one("LOW", "MEDIUM", "HIGH", "URGENT")),
            field("status", () -> one("pending", "in-progress", "completed")),
            field("dueDate", this::time),
            field("timeZone", () -> one("UTC", "Europe/Berlin", "Asia/Kolkata", "Pacific/Apia")),
            field("categoryId", () -> text(1, 100)),
            field("tags", () -> list(() -> text(1, 50), 20)),
            field("assigneeId", () -> one(UUID.randomUUID().toString(), task())),
            field("parentTaskId", () -> NODES.stringNode(tasks.get(random.nextInt(tasks.size())))),
            field("recurrence", this::rule),
            field("reminders", () -> list(() -> one("PT1H", "P1D", "PT0S", "P366D"), 10)),
            field("taskId", () -> NODES.stringNode(UUID.randomUUID().toString())));
  }

  private static Map.Entry<String, Supplier<JsonNode>> field(
      String name, Supplier<JsonNode> value) {
    return Map.entry(name, value);
  }

  /** An id that there is, mostly of a task. */
  String task() {
    return tasks.get(random.nextInt(tasks.size()));
  }

  /** The next body. */
  String next() {
    return switch (random.nextInt(20)) {
      case 0 -> broken(body().toString());
      case 1 -> strange(3).toString();
      default -> body().toString();
    };
  }

  private ObjectNode body() {
    ObjectNode body = JSON.createObjectNode();
    if (random.nextInt(10) > 0) {
      body.set("title", text(1, 200));
    }
    List<String> names = List.copyOf(good.keySet());
    for (int n = random.nextInt(5); n > 0; n--) {
      String name = names.get(random.nextInt(names.size()));
      body.set(name, random.nextInt(4) > 0 ? requireNonNull(good.get(name)).get() : strange(2));
    }
    if (random.nextInt(15) == 0) {
      body.set(text(1, 5).asString(), strange(2));
    }
    return body;
  }

  private JsonNode strange(int depth) {
    return switch (random.nextInt(depth == 0 ? 9 : 11)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.nextLong());
      case 3 -> NODES.numberNode(random.nextDouble() * 1e300);
      case 4 -> NODES.stringNode("");
      case 5 -> text(195, 210);
      case 6 -> one("\u0000", "\ud800", "NaN", "2026-02-30T10:00:00Z", "+999999999-01-01T00:00Z");
      case 7 -> one("FREQ=DAILY;COUNT=1", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=", ";;;");
      case 8 -> one("P1Y", "PT-1H", "P99999999999D", "Europe/Nowhere", "$ref", "../../etc");
      case 9 -> list(() -> strange(depth - 1), 30);
      default -> JSON.createObjectNode().set(text(0, 8).asString(), strange(depth - 1));
    };
  }

  private JsonNode time() {
    return one(
        "2027-01-31T09:00:00+01:00",
        "2026-03-29T02:30:00+01:00",
        "1900-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999Z",
        "2028-02-29T12:00:00.123456789-11:00");
  }

  private JsonNode rule() {
    return one(
        "FREQ=DAILY",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=SECONDLY;INTERVAL=7",
        "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO",
        "FREQ=DAILY;X-FROM=COMPLETION",
        "FREQ=MINUTELY;BYHOUR=25");
  }

  private JsonNode list(Supplier<JsonNode> item, int most) {
    var list = JSON.createArrayNode();
    for (int n = random.nextInt(most + 1); n > 0; n--) {
      list.add(item.get());
    }
    return list;
  }

  private JsonNode one(String... texts) {
    return NODES.stringNode(texts[random.nextInt(texts.length)]);
  }

  /** Letters of several scripts and an emoji, which take one to four bytes. */
  private JsonNode text(int shortest, int longest) {
    var text = new StringBuilder();
    int[] letters = {'a', ' ', 'ß', '字', 0x1F600, '"', '\\', '\n', '\u200B'};
    int length =
        random.nextInt(8) == 0 ? longest : shortest + random.nextInt(Math.min(longest, 30));
    for (int n = 0; n < length; n++) {
      text.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return NODES.stringNode(text.toString());
  }

  private String broken(String json) {
    int at = random.nextInt(json.length());
    return switch (random.nextInt(3)) {
      case 0 -> json.substring(0, at);
      case 1 -> json.substring(0, at) + "}" + json.substring(at);
      default -> "[".repeat(random.nextInt(2000)) + json;
    };
  }
}

package io.taskledger.assistant.quickadd;

import io.taskledger.web.json.FieldReader;
import io.taskledger.web.json.JsonBody;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is asked of quick add.
 *
 * @param text one line a task
 * @param zone in place of the one that the person prefers
 * @param now when the line was written, if that was not just now: what is sent again, or was
 *     written without a network, means the same
 * @param ignore places of the text that are no parts
 */
record QuickAddRequest(
    String text, @Nullable ZoneId zone, Locale locale, @Nullable Instant now, List<int[]> ignore) {
  private static final int LONGEST = 2_000;
  private static final int MOST_LINES = 100;
  private static final int MOST_IGNORED = 100;

  List<String> lines() {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /** Reads the body; refuses it with all errors at once. */
  static QuickAddRequest read(byte[] json) {
    JsonBody body = JsonBody.read(json);
    var fields = new FieldReader(body);
    String missing = "Send a line of 1 to 2,000 characters.";
    // As it is: parts and what is ignored have their places in it.
    String sent = body.requiredVerbatim("text", LONGEST, missing);
    String text = sent == null ? "" : sent;
    if (sent != null && sent.isBlank()) {
      body.refuse("text", "required", missing);
    }
    if (text.lines().count() > MOST_LINES) {
      body.refuse("text", "too-many", "Send at most 100 lines.");
    }
    Locale locale = fields.optional("locale", fields::locale);
    var request =
        new QuickAddRequest(
            text,
            fields.optional("timeZone", fields::zone),
            locale == null ? Locale.ENGLISH : locale,
            fields.optional("now", (name, value) -> time(fields, name, value)),
            places(body));
    body.done();
    return request;
  }

  private static @Nullable Instant time(FieldReader fields, String name, JsonNode value) {
    return fields.parsed(
        name,
        value,
        text -> OffsetDateTime.parse(text).toInstant(),
        "an ISO 8601 time with an offset, for example 2027-01-31T09:00:00+01:00");
  }

  private static List<int[]> places(JsonBody body) {
    JsonNode value = body.value("ignore");
    List<int[]> places = new ArrayList<>();
    if (value == null) {
      return places;
    }
    boolean right = value.isArray() && value.size() <= MOST_IGNORED;
    if (right) {
      for (JsonNode place : value) {
        right &=
            place.isArray() && place.size() == 2 && place.get(0).isInt() && place.get(1).isInt();
        if (right) {
          places.add(new int[] {place.get(0).asInt(), place.get(1).asInt()});
        }
      }
    }
    if (!right) {
      body.refuse("ignore", "bad-value", "Send at most 100 pairs [start, end].");
    }
    return places;
  }
}

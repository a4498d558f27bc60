package io.taskledger.assistant.quickadd;

import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.FieldError;
import io.taskledger.web.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is asked of quick add.
 *
 * @param text one line a task
 * @param zone in place of the one that the person prefers
 * @param now in place of the clock's; of previews only
 * @param ignore places of the text that are no parts
 */
record QuickAddRequest(
    String text, @Nullable ZoneId zone, Locale locale, @Nullable Instant now, List<int[]> ignore) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> FIELDS = Set.of("text", "timeZone", "locale", "now", "ignore");
  private static final int LONGEST = 2_000;
  private static final int MOST_LINES = 100;
  private static final int MOST_IGNORED = 100;
  private static final String MALFORMED = "malformed";

  List<String> lines() {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /** Reads the body; refuses it with all errors at once. */
  static QuickAddRequest read(byte[] json) {
    JsonNode body;
    try {
      body = JSON.readTree(json);
    } catch (JacksonException malformed) {
      throw ProblemException.of(
          ErrorCode.MALFORMED_JSON, "Send one JSON object, encoded in UTF-8.");
    }
    if (!body.isObject()) {
      throw ProblemException.of(ErrorCode.MALFORMED_JSON, "Send one JSON object.");
    }
    List<FieldError> errors = new ArrayList<>();
    for (String name : body.propertyNames()) {
      if (!FIELDS.contains(name)) {
        errors.add(new FieldError(name, "unknown", "There is no such field here."));
      }
    }
    String text = text(body, "text", errors);
    if (text == null || text.isBlank()) {
      errors.add(new FieldError("text", "required", "Send a line of 1 to 2,000 characters."));
    } else if (text.length() > LONGEST || text.lines().count() > MOST_LINES) {
      errors.add(new FieldError("text", "too-long", "Send at most 2,000 characters in 100 lines."));
    }
    ZoneId zone =
        parsed(body, "timeZone", errors, ZoneId::of, "Send an IANA name like Europe/Berlin.");
    Locale locale =
        parsed(
            body,
            "locale",
            errors,
            tag -> new Locale.Builder().setLanguageTag(tag).build(),
            "Send a BCP 47 language tag like de-AT.");
    Instant now =
        parsed(
            body,
            "now",
            errors,
            time -> OffsetDateTime.parse(time).toInstant(),
            "Send an ISO 8601 time with an offset, for example 2027-01-31T09:00:00+01:00.");
    List<int[]> ignore = places(body.path("ignore"), errors);
    if (!errors.isEmpty()) {
      throw ProblemException.ofFields(errors);
    }
    return new QuickAddRequest(
        text == null ? "" : text, zone, locale == null ? Locale.ENGLISH : locale, now, ignore);
  }

  private static @Nullable String text(JsonNode body, String name, List<FieldError> errors) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      errors.add(new FieldError(name, MALFORMED, "Send a text."));
      return null;
    }
    return value.asString();
  }

  private static <T> @Nullable T parsed(
      JsonNode body,
      String name,
      List<FieldError> errors,
      Function<String, T> reader,
      String expected) {
    String text = text(body, name, errors);
    try {
      return text == null ? null : reader.apply(text);
    } catch (DateTimeException | IllformedLocaleException wrong) {
      errors.add(new FieldError(name, MALFORMED, expected));
      return null;
    }
  }

  private static List<int[]> places(JsonNode value, List<FieldError> errors) {
    List<int[]> places = new ArrayList<>();
    if (value.isMissingNode() || value.isNull()) {
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
      errors.add(new FieldError("ignore", MALFORMED, "Send at most 100 pairs [start, end]."));
    }
    return places;
  }
}

package io.taskledger.assistant.services;

import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.FieldError;
import io.taskledger.web.problem.ProblemException;
import java.time.DateTimeException;
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

/** Reads the fields of a body, and refuses all that cannot be accepted at once. */
public final class Fields {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String MALFORMED = "malformed";

  private final JsonNode body;
  private final List<FieldError> errors = new ArrayList<>();

  private Fields(JsonNode body) {
    this.body = body;
  }

  /** Begins with a body that has these fields and no others. */
  public static Fields read(byte[] json, Set<String> known) {
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
    var fields = new Fields(body);
    for (String name : body.propertyNames()) {
      if (!known.contains(name)) {
        fields.wrong(name, "unknown", "There is no such field here.");
      }
    }
    return fields;
  }

  /** The field as it is, for what the other readers have no form for. */
  public JsonNode value(String name) {
    return body.path(name);
  }

  public void wrong(String name, String code, String message) {
    errors.add(new FieldError(name, code, message));
  }

  /** A text with something in it; empty where it is wrong. */
  public String requiredText(String name, int longest) {
    String text = text(name);
    if (text == null || text.isBlank()) {
      wrong(name, "required", "Send a text of 1 to %,d characters.".formatted(longest));
      return "";
    }
    if (text.length() > longest) {
      wrong(name, "too-long", "Send at most %,d characters.".formatted(longest));
    }
    return text;
  }

  private @Nullable String text(String name) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      wrong(name, MALFORMED, "Send a text.");
      return null;
    }
    return value.asString();
  }

  /** A value of another form; null where there is none, or a wrong one. */
  public <T> @Nullable T parsed(String name, Function<String, T> reader, String expected) {
    String text = text(name);
    try {
      return text == null ? null : reader.apply(text);
    } catch (DateTimeException | IllegalArgumentException wrong) {
      wrong(name, MALFORMED, expected);
      return null;
    }
  }

  /** A time zone. */
  public @Nullable ZoneId zone(String name) {
    return parsed(name, ZoneId::of, "Send an IANA name like Europe/Berlin.");
  }

  /** A language; English where there is none. */
  public Locale locale(String name) {
    Locale locale =
        parsed(
            name,
            tag -> {
              try {
                return new Locale.Builder().setLanguageTag(tag).build();
              } catch (IllformedLocaleException wrong) {
                throw new IllegalArgumentException(wrong);
              }
            },
            "Send a BCP 47 language tag like de-AT.");
    return locale == null ? Locale.ENGLISH : locale;
  }

  /** Refuses the body, if anything of it is wrong. */
  public void refuseIfWrong() {
    if (!errors.isEmpty()) {
      throw ProblemException.ofFields(errors);
    }
  }
}

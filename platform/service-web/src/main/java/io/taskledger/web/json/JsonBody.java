package io.taskledger.web.json;

import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.FieldError;
import io.taskledger.web.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of a request, read field by field. Everything that is wrong with it is gathered, so that
 * a client learns it all at once; fields that nobody asked for are refused.
 */
public final class JsonBody {
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final ObjectNode json;
  private final Set<String> asked = new HashSet<>();
  private final List<FieldError> errors = new ArrayList<>();

  private JsonBody(ObjectNode json) {
    this.json = json;
  }

  /** Reads one JSON object, or refuses with {@code malformed-json}. */
  public static JsonBody read(byte[] body) {
    return new JsonBody(object(body));
  }

  /** Reads one JSON object, or refuses with {@code malformed-json}. */
  public static ObjectNode object(byte[] body) {
    try {
      if (STRICT.readTree(body) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException broken) {
      throw malformed(broken);
    }
    throw ProblemException.of(ErrorCode.MALFORMED_JSON, "Send one JSON object.");
  }

  /** The refusal of a text that is no JSON, without what the parser says of itself. */
  public static ProblemException malformed(JacksonException broken) {
    var at = broken.getLocation();
    String where =
        at == null || at.getLineNr() < 1
            ? ""
            : " See line %d, column %d.".formatted(at.getLineNr(), at.getColumnNr());
    return ProblemException.of(
        ErrorCode.MALFORMED_JSON, "The body is not valid JSON in UTF-8." + where);
  }

  /** The field's value; {@code null} when it is absent or JSON's null. */
  public @Nullable JsonNode value(String field) {
    asked.add(field);
    JsonNode found = json.get(field);
    return found == null || found.isNull() ? null : found;
  }

  /** A text that must be there and not be blank; {@code ""} after noting an error. */
  public String requiredText(String field, int longest) {
    JsonNode found = value(field);
    if (found == null) {
      refuse(field, "required", "Send a text.");
      return "";
    }
    String text = text(field, found, longest);
    if (text == null) {
      return "";
    }
    if (text.isBlank()) {
      refuse(field, "required", "Send a text that is not blank.");
    }
    return text.strip();
  }

  /**
   * A text that must be there and is taken with the blanks at its ends; {@code null} after noting
   * an error.
   *
   * @param whenMissing what to tell a client that did not send it
   */
  public @Nullable String requiredVerbatim(String field, int longest, String whenMissing) {
    JsonNode found = value(field);
    if (found == null) {
      refuse(field, "required", whenMissing);
      return null;
    }
    return text(field, found, longest);
  }

  /** A text of at most so many characters; {@code null} after noting an error. */
  public @Nullable String text(String field, JsonNode value, int longest) {
    if (!value.isString()) {
      refuse(field, "wrong-type", "Send a text.");
      return null;
    }
    String text = value.asString();
    if (text.codePointCount(0, text.length()) > longest) {
      refuse(field, "too-long", "Send at most " + longest + " characters.");
      return null;
    }
    if (text.codePoints().anyMatch(JsonBody::isUnstorable)) {
      refuse(field, "bad-character", "Leave out NUL characters and halves of surrogate pairs.");
      return null;
    }
    return text;
  }

  /** Notes what is wrong with a field. */
  public void refuse(String field, String code, String message) {
    errors.add(new FieldError(field, code, message));
  }

  /** To be called when all fields are read: refuses the body if anything is wrong with it. */
  public void done() {
    for (String field : json.propertyNames()) {
      if (!asked.contains(field)) {
        refuse(field, "unknown-field", "Leave it out.");
      }
    }
    if (!errors.isEmpty()) {
      throw ProblemException.ofFields(errors);
    }
  }

  private static boolean isUnstorable(int codePoint) {
    return codePoint == 0
        || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
  }
}

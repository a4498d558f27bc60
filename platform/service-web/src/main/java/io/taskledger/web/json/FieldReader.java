package io.taskledger.web.json;

import io.taskledger.events.text.TimeZones;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads texts and lists of a body; what cannot be accepted is noted and read as absent. */
public record FieldReader(JsonBody body) {
  private static final int SHORT_TEXT = 100;

  /** A short text that a parser accepts; {@code wanted} says what that is. */
  public <T> @Nullable T parsed(
      String field, JsonNode value, Function<String, T> parser, String wanted) {
    String text = body.text(field, value, SHORT_TEXT);
    if (text != null) {
      try {
        return parser.apply(text);
      } catch (IllegalArgumentException | DateTimeException wrong) {
        body.refuse(field, "bad-value", "Send " + wanted + ".");
      }
    }
    return null;
  }

  /** The field as this reader reads it; null where it is absent, or cannot be accepted. */
  public <T> @Nullable T optional(String field, BiFunction<String, JsonNode, @Nullable T> reader) {
    JsonNode value = body.value(field);
    return value == null ? null : reader.apply(field, value);
  }

  /** A list of at most so many, without repetitions. */
  public <T> List<T> list(
      String field, JsonNode value, int most, Function<JsonNode, @Nullable T> item) {
    if (!value.isArray()) {
      body.refuse(field, "wrong-type", "Send a list.");
      return List.of();
    }
    if (value.size() > most) {
      body.refuse(field, "too-many", "Send at most " + most + ".");
      return List.of();
    }
    var read = new LinkedHashSet<T>();
    for (JsonNode element : value) {
      T accepted = item.apply(element);
      if (accepted != null) {
        read.add(accepted);
      }
    }
    return List.copyOf(read);
  }

  /** A time zone by its IANA name. */
  public @Nullable ZoneId zone(String field, JsonNode value) {
    return parsed(field, value, TimeZones::named, "an IANA zone, for example Europe/Berlin");
  }

  /** A language by its tag. */
  public @Nullable Locale locale(String field, JsonNode value) {
    return parsed(
        field,
        value,
        text -> {
          try {
            return new Locale.Builder().setLanguageTag(text).build();
          } catch (IllformedLocaleException wrong) {
            throw new IllegalArgumentException(wrong);
          }
        },
        "a BCP 47 language tag like de-AT");
  }
}

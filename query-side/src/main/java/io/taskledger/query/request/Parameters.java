package io.taskledger.query.request;

import io.taskledger.web.problem.FieldError;
import io.taskledger.web.problem.ProblemException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of one request. What is wrong with them is collected, so that the caller
 * learns of everything at once: read all, then {@link #refuseIfWrong()}.
 */
public final class Parameters {
  private static final int DEFAULT_LIMIT = 50;
  private static final int GREATEST_LIMIT = 200;

  /** How many values one parameter may have. */
  private static final int MOST_VALUES = 50;

  private final Map<String, List<String>> given;
  private final List<FieldError> errors = new ArrayList<>();

  /** Parameters as given, of which all must be known. */
  public Parameters(Map<String, List<String>> given, Set<String> known) {
    this.given = given;
    given.keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> wrong(name, "unknown", "There is no such parameter here."));
  }

  /** The parameter's value; null when it is not given or wrong. */
  public <T> @Nullable T one(String name, Value<T> value) {
    List<String> texts = given.getOrDefault(name, List.of());
    if (texts.size() > 1) {
      wrong(name, "repeated", "Give it once.");
      return null;
    }
    return texts.isEmpty() ? null : read(name, texts.getFirst(), value);
  }

  /** The values of a parameter that may be repeated. */
  public <T> List<T> each(String name, Value<T> value) {
    return read(name, given.getOrDefault(name, List.of()), value);
  }

  /** The values of a parameter that may be repeated or list several, comma separated. */
  public <T> Set<T> anyOf(String name, Value<T> value) {
    List<String> texts =
        given.getOrDefault(name, List.of()).stream()
            .flatMap(list -> Arrays.stream(list.split(",", -1)))
            .toList();
    return new LinkedHashSet<>(read(name, texts, value));
  }

  /** How many items a page has: 1 to 200, 50 when it is not given. */
  public int limit() {
    Integer limit = one("limit", Value.number(1, GREATEST_LIMIT));
    return limit == null ? DEFAULT_LIMIT : limit;
  }

  /** Notes that the parameter cannot be accepted. */
  public void wrong(String name, String code, String message) {
    errors.add(new FieldError(name, code, message));
  }

  /** Refuses the request when anything was wrong. */
  public void refuseIfWrong() {
    if (!errors.isEmpty()) {
      throw ProblemException.ofParameters(errors);
    }
  }

  /** All that decides which items are asked for and in what order, as one text; not the page. */
  public String withoutPage() {
    return given.entrySet().stream()
        .filter(parameter -> !Set.of("limit", "cursor").contains(parameter.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .map(Object::toString)
        .collect(Collectors.joining("\n"));
  }

  private <T> List<T> read(String name, List<String> texts, Value<T> value) {
    if (texts.size() > MOST_VALUES) {
      wrong(name, "too-many", "At most " + MOST_VALUES + " values are taken.");
      return List.of();
    }
    var values = new ArrayList<T>();
    for (String text : texts) {
      T read = read(name, text, value);
      if (read != null) {
        values.add(read);
      }
    }
    return values;
  }

  private <T> @Nullable T read(String name, String text, Value<T> value) {
    try {
      return value.reader().apply(text);
    } catch (IllegalArgumentException | DateTimeException unreadable) {
      wrong(name, "malformed", value.expected());
      return null;
    }
  }
}

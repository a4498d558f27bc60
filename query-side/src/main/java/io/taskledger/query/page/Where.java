package io.taskledger.query.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The conditions of a query that all must hold, with the values of their named parameters. */
public final class Where {
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> parameters = new LinkedHashMap<>();

  /** One more condition. */
  public Where and(String condition) {
    conditions.add("(" + condition + ")");
    return this;
  }

  /** One more condition if its parameter has a value. */
  public Where and(String condition, String parameter, @Nullable Object value) {
    if (value == null) {
      return this;
    }
    return with(parameter, value).and(condition);
  }

  /** The value of a parameter. */
  public Where with(String parameter, Object value) {
    parameters.put(parameter, value);
    return this;
  }

  /** The conditions as SQL; {@code true} when there are none. */
  public String sql() {
    return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
  }

  /** The values by parameter. */
  public Map<String, Object> parameters() {
    return parameters;
  }
}

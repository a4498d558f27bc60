package io.taskledger.projection.batch;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of rows that are written many at once.
 *
 * @param type PostgreSQL's name of its type
 * @param value what it is in a row; the text of an array or of JSON
 */
public record ColumnMapping<T>(String name, String type, Function<T, @Nullable Object> value) {
  /** How its values travel: arrays as texts, because {@code unnest} would flatten them. */
  String travelType() {
    return type.endsWith("[]") || type.equals("jsonb") ? "text" : type;
  }
}

package io.taskledger.query.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some items of a list.
 *
 * @param nextCursor to be sent to get those that follow; null when there are none
 */
public record Page<T>(
    List<T> items, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nextCursor) {

  /** An item and where it stands. */
  public record Row<T>(T item, Cursor place) {}

  /** The page of the first rows; one row more than fits tells that others follow. */
  public static <T> Page<T> of(List<Row<T>> rows, PageRequest request) {
    List<T> items = rows.stream().limit(request.limit()).map(Row::item).toList();
    boolean more = rows.size() > request.limit();
    return new Page<>(
        items, more ? rows.get(request.limit() - 1).place().write(request.sortAndFilters()) : null);
  }
}

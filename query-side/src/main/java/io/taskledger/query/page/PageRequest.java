package io.taskledger.query.page;

import io.taskledger.query.request.Parameters;
import io.taskledger.query.request.Value;
import org.jspecify.annotations.Nullable;

/**
 * Which page is asked for.
 *
 * @param limit how many items at most
 * @param after where the page before ended; null for the first
 * @param sortAndFilters what a cursor is bound to
 */
public record PageRequest(Keyset order, int limit, @Nullable Cursor after, String sortAndFilters) {

  /** Reads {@code limit} and {@code cursor}. */
  public static PageRequest of(Parameters parameters, Keyset order) {
    return of(parameters, order, parameters.limit());
  }

  /** Reads {@code cursor}; the size of the page is ours to choose. */
  public static PageRequest of(Parameters parameters, Keyset order, int limit) {
    String sortAndFilters = parameters.withoutPage();
    Cursor after =
        parameters.one(
            "cursor",
            new Value<>(
                text -> Cursor.read(text, order.type(), sortAndFilters),
                "Send the nextCursor of the page before with the same sort and filters, or begin"
                    + " again without it."));
    return new PageRequest(order, limit, after, sortAndFilters);
  }

  /** The page of the same size behind this row. */
  public PageRequest following(Cursor place) {
    return new PageRequest(order, limit, place, sortAndFilters);
  }

  /** Adds the condition that the rows are those after the cursor. */
  public void after(Where where) {
    if (after != null) {
      order.after(after, where);
    }
  }

  /** How many rows to fetch: with one more than fits, so that it is known whether others follow. */
  public int rows() {
    return limit + 1;
  }
}

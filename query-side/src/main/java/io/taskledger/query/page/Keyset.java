package io.taskledger.query.page;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * An order of rows that never leaves two rows equal, so that a page can go on after any row.
 *
 * @param expression what is sorted by, in SQL
 * @param optional whether it can be null; such rows come last in both directions
 * @param id the column that decides between rows of the same key, in the same direction
 */
public record Keyset(
    String expression, KeyType type, boolean descending, boolean optional, String id) {
  private static final String KEY = "order_key";

  /** To be selected, beside the columns of the item. */
  public String selected() {
    return expression + " as " + KEY;
  }

  /** What stands after {@code order by}, where {@link #selected} is selected. */
  public String order() {
    String direction = descending ? " desc" : "";
    // Only where it is needed: with it an index is not used for a descending order.
    String nulls = optional ? " nulls last" : "";
    return KEY + direction + nulls + ", " + id + direction;
  }

  /** Adds the condition that a row comes after the cursor's. */
  void after(Cursor cursor, Where where) {
    String beyond = descending ? "<" : ">";
    where.with("afterId", cursor.id());
    if (cursor.key() == null) {
      where.and("%s is null and %s %s :afterId".formatted(expression, id, beyond));
    } else {
      where
          .with("afterKey", type.read(cursor.key()))
          .and(
              "(%s, %s) %s (:afterKey, :afterId)".formatted(expression, id, beyond)
                  + (optional ? " or %s is null".formatted(expression) : ""));
    }
  }

  /** Where the row stands. */
  public Cursor place(ResultSet row) throws SQLException {
    return new Cursor(type.write(row, KEY), row.getObject(id, UUID.class));
  }
}

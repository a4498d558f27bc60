package io.taskledger.query.page;

import io.taskledger.query.request.Value;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The type of the column that rows are sorted by: how its values stand in cursors, without loss.
 */
public enum KeyType {
  TIME {
    @Override
    Object read(String text) {
      return Value.TIME.reader().apply(text).atOffset(ZoneOffset.UTC);
    }

    @Override
    @Nullable String write(ResultSet row, String column) throws SQLException {
      OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
      return time == null ? null : time.toInstant().toString();
    }
  },
  NUMBER {
    @Override
    Object read(String text) {
      return Long.valueOf(text);
    }
  },
  REAL {
    @Override
    Object read(String text) {
      return Float.valueOf(text);
    }
  },
  TEXT {
    @Override
    Object read(String text) {
      return Value.text(10_000).reader().apply(text);
    }
  };

  /** The value to compare with; throws an unchecked exception when the text is not of this type. */
  abstract Object read(String text);

  /** The text that a cursor carries; null where the column is empty. */
  @Nullable String write(ResultSet row, String column) throws SQLException {
    return row.getString(column);
  }
}

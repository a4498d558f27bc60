package io.taskledger.verification.bench.rebuild;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** What PostgreSQL needs for the rows of the task list alone: one COPY, then keys and indexes. */
record TableCopy(Connection database) {
  private static final String COLUMNS =
      """
      select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
      where attrelid = 'bench.task'::regclass and attnum > 0 and attgenerated = ''
      """;

  /** As many events went into the rows. */
  double eventsPerSecond(long events) throws SQLException, IOException {
    CopyManager copies = database.unwrap(PGConnection.class).getCopyAPI();
    try (Statement statement = database.createStatement()) {
      statement.execute("set search_path to projections");
      statement.execute("create schema if not exists bench");
      statement.execute("create table bench.task (like task_list_1.task including generated)");
      String columns = text(statement, COLUMNS);
      var rows = new ByteArrayOutputStream();
      copies.copyOut("copy (select %s from task_list_1.task) to stdout".formatted(columns), rows);
      long begin = System.nanoTime();
      copies.copyIn(
          "copy bench.task (%s) from stdin".formatted(columns),
          new ByteArrayInputStream(rows.toByteArray()));
      for (String index : text(statement, indexes()).split(";")) {
        statement.execute(index);
      }
      return events / ((System.nanoTime() - begin) / 1e9);
    }
  }

  private static String indexes() {
    return """
    select string_agg(replace(replace(indexdef, 'task_list_1.', 'bench.'), 'INDEX ', 'INDEX IF NOT EXISTS '), ';')
    from pg_indexes where schemaname = 'task_list_1' and tablename = 'task'
    """;
  }

  private static String text(Statement statement, String sql) throws SQLException {
    try (ResultSet found = statement.executeQuery(sql)) {
      found.next();
      return found.getString(1);
    }
  }
}

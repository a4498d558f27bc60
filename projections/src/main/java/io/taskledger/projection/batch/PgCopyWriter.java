package io.taskledger.projection.batch;

import io.taskledger.eventstream.CopyText;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Writes many new rows with PostgreSQL's {@code COPY}, several times as fast as inserts.
 *
 * @param table unqualified, so that it is the one of the current transaction
 */
public record PgCopyWriter<T>(String table, List<ColumnMapping<T>> columns) {
  private static final int BLOCK = 1 << 16;

  /** Writes in the transaction of the calling thread. */
  public void write(JdbcOperations jdbc, Collection<? extends T> rows) {
    copy(
        jdbc,
        copy -> {
          var text = new StringBuilder(BLOCK + BLOCK / 4);
          for (T row : rows) {
            line(text, row);
            if (text.length() >= BLOCK) {
              send(copy, bytes(text));
            }
          }
          send(copy, bytes(text));
        });
  }

  /**
   * Writes half of the rows in the transaction of the calling thread, and meanwhile the others over
   * a connection of their own, where they are committed when this returns, whatever becomes of the
   * transaction. For tables that nobody else sees, in this schema: most of the work is
   * PostgreSQL's, which does it on one core a connection.
   */
  public void writeInHalves(JdbcOperations jdbc, String schema, List<? extends T> rows) {
    int half = rows.size() / 2;
    try (ExecutorService beside = Executors.newSingleThreadExecutor()) {
      Future<?> others =
          beside.submit(() -> writeBeside(jdbc, schema, rows.subList(half, rows.size())));
      write(jdbc, rows.subList(0, half));
      others.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("the other half could not be copied", failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the copying of rows is stopped");
    }
  }

  private void writeBeside(JdbcOperations jdbc, String schema, List<? extends T> rows) {
    // A thread of its own has no transaction, and so gets another connection.
    new PgCopyWriter<T>(schema + "." + table, columns).write(jdbc, rows);
  }

  /** Collects rows as the bytes that are sent, which takes less memory than the rows. */
  public final class Rows {
    private final List<byte[]> blocks = new ArrayList<>();
    private final StringBuilder text = new StringBuilder(BLOCK + BLOCK / 4);
    private long size;

    /** Adds a row. */
    public void add(T row) {
      line(text, row);
      if (text.length() >= BLOCK) {
        blocks.add(bytes(text));
        size += blocks.getLast().length;
      }
    }

    /** How much memory they take, in bytes. */
    public long size() {
      return size + text.length();
    }

    /** Writes in the transaction of the calling thread, and keeps the rows. */
    public void write(JdbcOperations jdbc) {
      if (!text.isEmpty()) {
        blocks.add(bytes(text));
        size += blocks.getLast().length;
      }
      copy(
          jdbc,
          copy -> {
            for (byte[] block : blocks) {
              send(copy, block);
            }
          });
    }

    /** Forgets the rows. */
    public void clear() {
      blocks.clear();
      text.setLength(0);
      size = 0;
    }
  }

  private interface Source {
    void into(CopyIn copy) throws SQLException;
  }

  private void copy(JdbcOperations jdbc, Source source) {
    jdbc.execute(
        (ConnectionCallback<Long>)
            connection -> {
              CopyIn copy = begin(connection);
              try {
                source.into(copy);
                return copy.endCopy();
              } finally {
                if (copy.isActive()) {
                  copy.cancelCopy();
                }
              }
            });
  }

  private CopyIn begin(Connection connection) throws SQLException {
    String names = columns.stream().map(ColumnMapping::name).collect(Collectors.joining(", "));
    return connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn("copy " + table + " (" + names + ") from stdin");
  }

  private void line(StringBuilder text, T row) {
    for (ColumnMapping<T> column : columns) {
      append(text, column.value().apply(row));
      text.append('\t');
    }
    text.setCharAt(text.length() - 1, '\n');
  }

  private static void append(StringBuilder text, @Nullable Object value) {
    if (value == null) {
      text.append("\\N");
    } else if (value instanceof String string) {
      text.append(CopyText.escape(string));
    } else {
      text.append(value);
    }
  }

  private static byte[] bytes(StringBuilder text) {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    text.setLength(0);
    return bytes;
  }

  private static void send(CopyIn copy, byte[] bytes) throws SQLException {
    copy.writeToCopy(bytes, 0, bytes.length);
  }
}

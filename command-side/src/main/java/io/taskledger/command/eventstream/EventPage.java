package io.taskledger.command.eventstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.events.codec.EventType;
import io.taskledger.eventstream.PageTrailer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/**
 * One page: {@code COPY} writes the lines, this passes them on unread. The rows are selected in
 * short ranges of positions, each by a statement of its own: so no reader, however slow, keeps an
 * old snapshot from being vacuumed, and a page whose filter matches nothing still advances. That
 * leaves no gaps, since all up to the head is committed when the page begins.
 */
final class EventPage {
  private static final int POSITIONS_AT_ONCE = 20_000;
  private static final int BUFFER = 1 << 16;

  /** The format of RecordedEvent; whole milliseconds, so the cast does not round. */
  private static final String COPY =
      """
      copy (
        select global_index, sequence_number + 1, (date_part('epoch', time_stamp) * 1000)::bigint,
               event_identifier, aggregate_identifier, payload_type, payload_revision, meta_data,
               payload
        from domain_event
        where global_index > %d and global_index <= %d%s
        order by global_index limit %d
      ) to stdout
      """;

  private final CopyManager copies;
  private final EventPageRequest request;
  private final String filter;
  private final long head;
  private final long endNanos;
  private long until;
  private int left;

  /** Reads the head of the store, and no event yet. */
  EventPage(Connection connection, EventPageRequest request, Duration time) throws SQLException {
    this.copies = connection.unwrap(PGConnection.class).getCopyAPI();
    this.request = request;
    this.filter = filter(request);
    this.head = head(connection);
    this.endNanos = System.nanoTime() + time.toNanos();
    this.until = request.after();
    this.left = request.limit();
  }

  long head() {
    return head;
  }

  /** Writes the page with its trailer. */
  void write(OutputStream response) throws SQLException, IOException {
    // Not closed on a failure: what is left in the buffer then must not be sent.
    var out = new BufferedOutputStream(response, BUFFER);
    boolean more = until < head;
    while (more) {
      long range =
          request.types().isEmpty() ? Math.min(left, POSITIONS_AT_ONCE) : POSITIONS_AT_ONCE;
      copy(Math.min(until + range, head), out);
      // Checked afterwards: a page advances by a range at least, however little time there is.
      more = until < head && left > 0 && System.nanoTime() - endNanos < 0;
    }
    out.write((new PageTrailer(until, head).write() + "\n").getBytes(UTF_8));
    out.flush();
  }

  private void copy(long to, OutputStream out) throws SQLException, IOException {
    CopyOut copy = copies.copyOut(COPY.formatted(until, to, filter, left));
    try {
      byte[] last = null;
      for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
        out.write(row);
        last = row;
        left--;
      }
      until = left == 0 && last != null ? position(last) : to;
    } finally {
      // Read to its end, not cancelled: a cancellation may arrive late, at the next reader's query.
      while (copy.isActive()) {
        copy.readFromCopy();
      }
    }
  }

  private static long position(byte[] row) {
    long position = 0;
    for (int i = 0; row[i] != '\t'; i++) {
      position = 10 * position + row[i] - '0';
    }
    return position;
  }

  /** {@code COPY} takes no parameters; these names are those of EventType, not the caller's. */
  private static String filter(EventPageRequest request) {
    return request.types().isEmpty()
        ? ""
        : request.types().stream()
            .map(EventType::stableName)
            .collect(Collectors.joining("', '", " and payload_type in ('", "')"));
  }

  private static long head(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery("select position from event_head")) {
      row.next();
      return row.getLong(1);
    }
  }
}

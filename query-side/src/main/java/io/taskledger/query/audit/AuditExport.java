package io.taskledger.query.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.query.page.Page;
import io.taskledger.query.page.PageRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.coyote.CloseNowException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends all events that match, newest first, however many they are. They are read piece by piece,
 * each by a statement of its own that begins behind the last event sent, when the client has taken
 * the piece before: so a million events take no more memory than one piece, and meanwhile no
 * transaction and no lock is held. Since events never change, every event that was there at the
 * beginning is sent once; one that arrives meanwhile may be among them.
 */
@Component
final class AuditExport {
  /** Events in a piece; the largest events are 100 KB. */
  static final int PIECE = 500;

  private static final Logger log = LoggerFactory.getLogger(AuditExport.class);

  private final AuditTrail trail;
  private final LongTaskTimer running;
  private final Counter sent;

  AuditExport(AuditTrail trail, MeterRegistry meters) {
    this.trail = trail;
    running = LongTaskTimer.builder("taskledger.audit.exports").register(meters);
    sent = meters.counter("taskledger.audit.exported");
  }

  /** Which events, at most how many of them, and how. */
  record Wish(AuditFilter filter, PageRequest first, long limit, ExportFormat format) {}

  /**
   * Sends the events; returns when all are sent or the client is gone.
   *
   * @throws IOException when it cannot go on after the beginning was sent: the connection is cut
   */
  void send(Wish wish, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // Before anything is sent, so that a database that is away is answered like everywhere.
    List<Page.Row<AuditEntry>> piece = trail.rows(wish.filter(), wish.first());
    response.setContentType(wish.format().contentType());
    response.setHeader(
        "Content-Disposition", "attachment; filename=\"%s\"".formatted(wish.format().fileName()));
    if (request.getMethod().equals("HEAD")) {
      return;
    }
    LongTaskTimer.Sample sample = running.start();
    try {
      sendFrom(piece, wish, response.getOutputStream());
    } catch (RuntimeException fault) {
      log.warn("An export of the audit trail was broken off", fault);
      // Tomcat cuts the connection, so that the client cannot take the part for the whole.
      throw new CloseNowException(fault);
    } catch (IOException gone) {
      log.debug("The client has left an export of the audit trail", gone);
    } finally {
      sample.stop();
    }
  }

  private void sendFrom(List<Page.Row<AuditEntry>> first, Wish wish, OutputStream out)
      throws IOException {
    out.write(wish.format().beginning().getBytes(StandardCharsets.UTF_8));
    List<Page.Row<AuditEntry>> piece = first;
    long left = wish.limit();
    while (true) {
      int count = (int) Math.min(left, piece.size());
      for (Page.Row<AuditEntry> row : piece.subList(0, count)) {
        out.write(wish.format().line(row.item()).getBytes(StandardCharsets.UTF_8));
      }
      out.flush();
      sent.increment(count);
      left -= count;
      if (left == 0 || piece.size() < wish.first().rows()) {
        return;
      }
      piece = trail.rows(wish.filter(), wish.first().following(piece.getLast().place()));
    }
  }
}

package io.taskledger.command.eventstream;

import io.taskledger.eventstream.PageTrailer;
import io.taskledger.eventstream.RecordedEvent;
import io.taskledger.web.ServicesOnly;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The events of the store, for services only.
 *
 * <p>{@code GET /internal/events?after=&limit=&type=} sends the events after a position, straight
 * from the store, one {@link RecordedEvent} a line, and a {@link PageTrailer}. The header {@code
 * Taskledger-Head} has the position of the store's last event.
 *
 * <p>{@code GET /internal/events?streamId=&fromVersion=&limit=} sends those of one aggregate.
 */
@ServicesOnly
@RestController
class EventStreamController {
  private static final Logger log = LoggerFactory.getLogger(EventStreamController.class);

  private final EventStreamConnections connections;
  private final EventStreamSettings settings;

  EventStreamController(EventStreamConnections connections, EventStreamSettings settings) {
    this.connections = connections;
    this.settings = settings;
  }

  /** Writes on the request's own virtual thread, so no limit of MVC's async requests applies. */
  @GetMapping(path = "/internal/events", params = "!streamId")
  void events(
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "10000") int limit,
      @RequestParam(defaultValue = "") List<String> type,
      HttpServletResponse response) {
    EventPageRequest request = EventPageRequest.of(after, limit, type);
    send(
        response,
        connection -> {
          var page = new EventPage(connection, request, settings.pageTime());
          response.setHeader("Taskledger-Head", Long.toString(page.head()));
          return page::write;
        });
  }

  /** Sends the events of one aggregate, in version order. */
  @GetMapping(path = "/internal/events", params = "streamId")
  void stream(
      @RequestParam UUID streamId,
      @RequestParam(defaultValue = "1") long fromVersion,
      @RequestParam(defaultValue = "1000") int limit,
      HttpServletResponse response) {
    EventPageRequest.requireStream(fromVersion, limit);
    send(response, connection -> AggregatePage.read(connection, streamId, fromVersion, limit));
  }

  /** A page that was prepared, to be written. */
  interface Page {
    void write(OutputStream response) throws SQLException, IOException;
  }

  private interface Source {
    Page page(Connection connection) throws SQLException;
  }

  private void send(HttpServletResponse response, Source source) {
    try {
      connections.lend(
          connection -> {
            Page page = source.page(connection);
            response.setContentType("text/tab-separated-values;charset=UTF-8");
            write(page, response);
          });
    } catch (SQLException failed) {
      log.warn("The event stream could not be read", failed);
      if (!response.isCommitted()) {
        throw ProblemException.of(ErrorCode.STORE_UNAVAILABLE, "Try again in a moment.");
      }
      // The reader sees that the page has no trailer.
    }
  }

  private static void write(Page page, HttpServletResponse response) throws SQLException {
    try {
      page.write(response.getOutputStream());
    } catch (IOException gone) {
      log.info(
          "A reader of the event stream disconnected or stopped reading: {}", gone.getMessage());
    }
  }
}

package io.taskledger.command.eventfeed;

import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /internal/events?after=&limit=&type=}: the events after a position, straight from the
 * store, a line each as {@code FeedLine} tells, and how far they go as {@code FeedEnd} tells. The
 * header {@code Taskledger-Head} has the position of the store's last event. For services only.
 */
@RestController
class EventFeedController {
  private static final Logger log = LoggerFactory.getLogger(EventFeedController.class);

  private final FeedConnections connections;
  private final FeedSettings settings;

  EventFeedController(FeedConnections connections, FeedSettings settings) {
    this.connections = connections;
    this.settings = settings;
  }

  /** Writes on the request's own thread, which is virtual: no other pool, no limit of MVC's. */
  @GetMapping("/internal/events")
  void events(
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "10000") int limit,
      @RequestParam(defaultValue = "") List<String> type,
      HttpServletResponse response) {
    FeedRequest request = FeedRequest.of(after, limit, type);
    try {
      connections.lend(
          connection -> {
            var page = new FeedPage(connection, request, settings.pageTime());
            response.setContentType("text/tab-separated-values;charset=UTF-8");
            response.setHeader("Taskledger-Head", Long.toString(page.head()));
            write(page, response);
          });
    } catch (SQLException failed) {
      log.warn("The event feed could not be read", failed);
      if (!response.isCommitted()) {
        throw ProblemException.of(ErrorCode.STORE_UNAVAILABLE, "Try again in a moment.");
      }
      // The reader sees that the page has no end.
    }
  }

  private static void write(FeedPage page, HttpServletResponse response) throws SQLException {
    try {
      page.write(response.getOutputStream());
    } catch (IOException gone) {
      log.info("A reader of the event feed went away or stopped reading: {}", gone.getMessage());
    }
  }
}

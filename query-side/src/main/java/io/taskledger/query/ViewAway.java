package io.taskledger.query;

import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemAdvice;
import io.taskledger.web.problem.ProblemException;
import io.taskledger.web.problem.Problems;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import org.postgresql.util.PSQLState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers for views that are not there yet, or not in the shape that this process knows: a new
 * installation makes them when it has started, a changed one while the old ones are read. Before
 * the general advice, which would call it a fault of ours.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ViewAway {
  private static final Logger log = LoggerFactory.getLogger(ViewAway.class);
  private static final Set<String> NOT_THERE =
      Set.of(
          PSQLState.UNDEFINED_TABLE.getState(),
          PSQLState.UNDEFINED_COLUMN.getState(),
          PSQLState.UNDEFINED_FUNCTION.getState());

  @ExceptionHandler
  void away(InvalidDataAccessResourceUsageException failed, HttpServletResponse response)
      throws IOException {
    ProblemAdvice.requireUnsent(response, failed);
    if (failed.getRootCause() instanceof SQLException cause
        && NOT_THERE.contains(cause.getSQLState())) {
      log.warn("A view is not there in this shape: {}", cause.getMessage());
      Problems.write(
          response,
          ProblemException.of(
              ErrorCode.VIEW_UNAVAILABLE, "It is being made. Try again in a moment."));
    } else {
      log.error("A query failed", failed);
      Problems.write(response, ProblemAdvice.faultOfOurs());
    }
  }
}

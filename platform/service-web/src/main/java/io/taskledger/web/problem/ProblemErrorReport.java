package io.taskledger.web.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tomcat's own refusals, such as a broken request line, as problem documents. */
public final class ProblemErrorReport extends ErrorReportValve {
  private static final Logger log = LoggerFactory.getLogger(ProblemErrorReport.class);

  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    int status = response.getStatus();
    // With bytes written the application has answered by itself.
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    try {
      HttpServletResponse answer = response.getResponse();
      Problems.write(answer, problem(status));
      response.finishResponse();
    } catch (IOException | IllegalStateException e) {
      log.debug("The client was gone before it could be told {}", status, e);
    }
  }

  /** What a request is told that no handler has seen. */
  static ProblemException problem(int status) {
    return switch (status) {
      case 404 -> ProblemException.of(ErrorCode.NOT_FOUND, "Check the path.");
      case 405 ->
          ProblemException.of(
              ErrorCode.METHOD_NOT_ALLOWED, "The HTTP server does not take this method.");
      case 406 -> ProblemException.of(ErrorCode.NOT_ACCEPTABLE, "Accept: application/json works.");
      case 413 -> ProblemException.of(ErrorCode.BODY_TOO_LARGE, "Send less at a time.");
      case 415 ->
          ProblemException.of(
              ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send Content-Type: application/json.");
      case 500 ->
          ProblemException.of(
              ErrorCode.INTERNAL_ERROR, "Try again. If it stays so, tell the operator the time.");
      case 503 -> ProblemException.of(ErrorCode.SERVICE_UNAVAILABLE, "Try again in a moment.");
      default ->
          ProblemException.of(
              ErrorCode.BAD_REQUEST,
              "This is not a request that the HTTP server takes. Check the request line, the"
                  + " headers and the encoding of the address.");
    };
  }
}

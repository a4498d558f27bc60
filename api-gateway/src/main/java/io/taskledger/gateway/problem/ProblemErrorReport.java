package io.taskledger.gateway.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/** Tomcat's own refusals (a broken request line, a stray exception) as problem documents. */
public final class ProblemErrorReport extends ErrorReportValve {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemErrorReport.class);

  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    int status = response.getStatus();
    // Zero bytes written: what the application has answered by itself is left alone.
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    try {
      HttpServletResponse answer = response.getResponse();
      problem(status).writeTo(answer);
      response.finishResponse();
    } catch (IOException | IllegalStateException e) {
      LOG.debug("the client was gone before it could be told {}", status, e);
    }
  }

  private static Problem problem(int status) {
    HttpStatus known = HttpStatus.resolve(status);
    if (known == null || known == HttpStatus.INTERNAL_SERVER_ERROR) {
      return new Problem(
          status,
          "internal-error",
          "Internal error",
          "Something went wrong on our side. Try again; if it stays, tell the operator the time.");
    }
    return new Problem(
        status,
        known.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        known.getReasonPhrase(),
        "This is not a request that the HTTP server takes. Check the request line, the headers and"
            + " the encoding of the address.");
  }
}

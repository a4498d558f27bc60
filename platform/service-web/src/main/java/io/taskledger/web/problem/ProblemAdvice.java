package io.taskledger.web.problem;

import io.taskledger.web.trace.RequestContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Answers everything that goes wrong in a controller with a problem document. */
@RestControllerAdvice
public final class ProblemAdvice {
  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  void refused(ProblemException refusal, HttpServletResponse response) throws IOException {
    Problems.write(response, refusal);
  }

  @ExceptionHandler
  void unreadable(HttpMessageNotReadableException broken, HttpServletResponse response)
      throws IOException {
    ProblemException refusal =
        broken.getRootCause() instanceof ProblemException inner
            ? inner
            : ProblemException.of(
                ErrorCode.MALFORMED_JSON, "Send one JSON object, encoded in UTF-8.");
    Problems.write(response, refusal);
  }

  @ExceptionHandler
  void mistyped(MethodArgumentTypeMismatchException wrong, HttpServletResponse response)
      throws IOException {
    boolean inPath = wrong.getParameter().hasParameterAnnotation(PathVariable.class);
    Problems.write(
        response,
        inPath
            ? ProblemException.of(ErrorCode.TASK_NOT_FOUND, "The id of a task is a UUID.")
            : ProblemException.of(
                ErrorCode.INVALID_PARAMETER, "'" + wrong.getName() + "' cannot be read."));
  }

  @ExceptionHandler
  void incomplete(ServletRequestBindingException missing, HttpServletResponse response)
      throws IOException {
    Problems.write(
        response,
        ProblemException.of(ErrorCode.INVALID_PARAMETER, String.valueOf(missing.getMessage())));
  }

  /** Tomcat reads the parameters when they are first asked for; "%zz" is none. */
  @ExceptionHandler
  void unreadableQuery(InvalidParameterException broken, HttpServletResponse response)
      throws IOException {
    Problems.write(
        response,
        ProblemException.of(
            ErrorCode.INVALID_PARAMETER, "Encode the query as URLs need it, in UTF-8."));
  }

  @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
  void nothingThere(Exception missing, HttpServletResponse response) throws IOException {
    Problems.write(response, ProblemException.of(ErrorCode.NOT_FOUND, "Look at the path."));
  }

  @ExceptionHandler
  void wrongMethod(HttpRequestMethodNotSupportedException wrong, HttpServletResponse response)
      throws IOException {
    String[] allowed = wrong.getSupportedMethods();
    String list = String.join(", ", Set.of(allowed == null ? new String[0] : allowed));
    response.setHeader("Allow", list);
    Problems.write(
        response, ProblemException.of(ErrorCode.METHOD_NOT_ALLOWED, "It takes " + list + "."));
  }

  @ExceptionHandler
  void wrongFormat(HttpMediaTypeNotSupportedException wrong, HttpServletResponse response)
      throws IOException {
    Problems.write(
        response,
        ProblemException.of(
            ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send Content-Type: application/json."));
  }

  @ExceptionHandler
  void wrongWish(HttpMediaTypeNotAcceptableException wrong, HttpServletResponse response)
      throws IOException {
    Problems.write(
        response, ProblemException.of(ErrorCode.NOT_ACCEPTABLE, "Accept: application/json works."));
  }

  @ExceptionHandler({
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class,
    CannotCreateTransactionException.class
  })
  void databaseAway(RuntimeException away, HttpServletResponse response) throws IOException {
    log.warn("The database does not answer", away);
    Problems.write(
        response, ProblemException.of(ErrorCode.STORE_UNAVAILABLE, "Try again in a moment."));
  }

  /** The last resort; the correlation id of the log line stands in the document. */
  @ExceptionHandler
  void broken(Exception fault, HttpServletResponse response) throws Exception {
    if (response.isCommitted()) {
      // Too late for a document: the server cuts the connection.
      throw fault;
    }
    log.error("A request failed", fault);
    Problems.write(response, faultOfOurs());
  }

  /** What a caller is told of a fault of ours. */
  public static ProblemException faultOfOurs() {
    return ProblemException.of(
            ErrorCode.INTERNAL_ERROR,
            "Nothing you can mend. Tell the operator this correlation id.")
        .with("correlationId", RequestContext.correlationId());
  }
}

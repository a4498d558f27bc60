package io.taskledger.web.problem;

import io.taskledger.web.trace.RequestContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Answers everything that goes wrong in a controller with a problem document of ours. */
@RestControllerAdvice
public final class ProblemAdvice extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  /** All of Spring's own exceptions come here, and ours, which is one of them. */
  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception exception,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    HttpServletResponse response =
        Objects.requireNonNull(((ServletWebRequest) request).getResponse(), "response");
    requireUnsent(response, exception);
    try {
      Problems.write(response, problem(exception, status));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
    return null;
  }

  private static ProblemException problem(Exception exception, HttpStatusCode status) {
    return switch (exception) {
      case ProblemException ours -> ours;
      case HttpMessageNotReadableException broken ->
          broken.getRootCause() instanceof ProblemException inner
              ? inner
              : ProblemException.of(
                  ErrorCode.MALFORMED_JSON, "Send one JSON object, encoded in UTF-8.");
      case MethodArgumentTypeMismatchException wrong
          when wrong.getParameter().hasParameterAnnotation(PathVariable.class) ->
          ProblemException.of(ErrorCode.TASK_NOT_FOUND, "The id of a task is a UUID.");
      case MethodArgumentTypeMismatchException wrong ->
          ProblemException.of(
              ErrorCode.INVALID_PARAMETER, "'" + wrong.getName() + "' cannot be read.");
      case NoResourceFoundException missing -> notFound();
      case NoHandlerFoundException missing -> notFound();
      case HttpRequestMethodNotSupportedException wrong ->
          ProblemException.ofMethod(allowed(wrong));
      case HttpMediaTypeNotSupportedException wrong ->
          ProblemException.of(
              ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send Content-Type: application/json.");
      case HttpMediaTypeNotAcceptableException wrong ->
          ProblemException.of(ErrorCode.NOT_ACCEPTABLE, "Accept: application/json works.");
      default -> {
        if (status.is4xxClientError()) {
          yield ProblemException.of(
              ErrorCode.INVALID_PARAMETER, String.valueOf(exception.getMessage()));
        }
        log.error("A request failed", exception);
        yield faultOfOurs();
      }
    };
  }

  private static ProblemException notFound() {
    return ProblemException.of(ErrorCode.NOT_FOUND, "Check the path.");
  }

  private static String allowed(HttpRequestMethodNotSupportedException wrong) {
    String[] allowed = wrong.getSupportedMethods();
    return allowed == null
        ? ""
        : Arrays.stream(allowed).distinct().sorted().collect(Collectors.joining(", "));
  }

  /** Tomcat reads the parameters when they are first asked for; "%zz" is none. */
  @ExceptionHandler({InvalidParameterException.class, RequestRejectedException.class})
  void unreadableQuery(Exception broken, HttpServletResponse response) throws IOException {
    Problems.write(
        response,
        ProblemException.of(
            ErrorCode.INVALID_PARAMETER, "Encode the query as URLs need it, in UTF-8."));
  }

  @ExceptionHandler({
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class,
    CannotCreateTransactionException.class
  })
  void databaseAway(RuntimeException away, HttpServletResponse response) throws IOException {
    requireUnsent(response, away);
    log.warn("The database does not answer", away);
    Problems.write(
        response, ProblemException.of(ErrorCode.STORE_UNAVAILABLE, "Try again in a moment."));
  }

  /** The last resort; the correlation id of the log line stands in the document. */
  @ExceptionHandler
  void broken(Exception fault, HttpServletResponse response) throws IOException {
    requireUnsent(response, fault);
    log.error("A request failed", fault);
    Problems.write(response, faultOfOurs());
  }

  /**
   * Throws the exception if a part of the answer was sent: it is too late for a document, and the
   * server has to cut the connection, or the part would look like the whole.
   */
  public static void requireUnsent(HttpServletResponse response, Exception exception) {
    if (response.isCommitted()) {
      throw exception instanceof RuntimeException fault
          ? fault
          : new IllegalStateException("the answer broke off", exception);
    }
  }

  /** What a caller is told of a fault of ours. */
  public static ProblemException faultOfOurs() {
    return ProblemException.of(
            ErrorCode.INTERNAL_ERROR,
            "Nothing in the request is wrong. Tell the operator this correlation id.")
        .with("correlationId", RequestContext.correlationId());
  }
}

package io.taskledger.web.problem;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A request that is refused: nothing was changed, and the problem document says what the caller can
 * do. Not a fault, so it carries no stack trace.
 */
public final class ProblemException extends ErrorResponseException {
  private static final String TYPE = "urn:taskledger:problem:";

  /** How long a client waits before it asks a service again that is away. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ErrorCode code;

  private ProblemException(ErrorCode code, String detail) {
    super(
        HttpStatusCode.valueOf(code.status()),
        ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(code.status()), detail),
        null);
    this.code = code;
    getBody().setType(URI.create(TYPE + code.code()));
    getBody().setTitle(code.title());
    getBody().setProperty("code", code.code());
    // The document may tell of what only this caller may know.
    withHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (code == ErrorCode.TOKEN_EXPIRED) {
      withHeader(
          HttpHeaders.WWW_AUTHENTICATE,
          "Bearer error=\"invalid_token\", error_description=\"The token expired\"");
    } else if (code.status() == 401) {
      withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    } else if (code.status() == 503) {
      retryAfter(PAUSE);
    }
  }

  /** A refusal with a sentence about what to do. */
  public static ProblemException of(ErrorCode code, String detail) {
    return new ProblemException(code, detail);
  }

  /** A body of which these fields cannot be accepted. */
  public static ProblemException ofFields(List<FieldError> errors) {
    return of(ErrorCode.INVALID_FIELDS, "Correct the fields listed in 'errors'.")
        .with("errors", List.copyOf(errors));
  }

  /** A request of which these parameters or headers cannot be accepted. */
  public static ProblemException ofParameters(List<FieldError> errors) {
    return of(ErrorCode.INVALID_PARAMETER, "Correct the parameters listed in 'errors'.")
        .with("errors", List.copyOf(errors));
  }

  /** A method that this address does not take. */
  public static ProblemException ofMethod(String allowed) {
    return of(ErrorCode.METHOD_NOT_ALLOWED, "This address takes " + allowed + " only.")
        .withHeader(HttpHeaders.ALLOW, allowed);
  }

  /** Adds a member to the problem document; a version is told as the ETag too. */
  public ProblemException with(String name, Object value) {
    getBody().setProperty(name, value);
    if (name.equals("version") && value instanceof Long version) {
      getHeaders().setETag("\"" + version + "\"");
    }
    if (name.equals("allowed") && value instanceof String methods) {
      withHeader(HttpHeaders.ALLOW, methods);
    }
    return this;
  }

  /** Adds a header to the answer. */
  public ProblemException withHeader(String name, String value) {
    getHeaders().set(name, value);
    return this;
  }

  /** Adds the time after which another try has a chance. */
  public ProblemException retryAfter(Duration pause) {
    // Whole seconds, rounded up: a client that comes at that moment is not refused again.
    long seconds = pause.plusNanos(999_999_999).toSeconds();
    return withHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
  }

  /** Why. */
  public ErrorCode code() {
    return code;
  }

  /** What the caller can do about it. */
  public String detail() {
    return String.valueOf(getBody().getDetail());
  }

  /** The detail alone. */
  @Override
  public String getMessage() {
    return detail();
  }

  /** A refusal is an everyday answer; where it was made is of no interest. */
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}

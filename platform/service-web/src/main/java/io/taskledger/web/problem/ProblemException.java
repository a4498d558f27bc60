package io.taskledger.web.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that is refused: nothing was changed, and the problem document says what the caller can
 * do. Not a fault, so it carries no stack trace.
 */
public final class ProblemException extends RuntimeException {
  private final ErrorCode code;
  private final List<FieldError> errors;
  private final Map<String, Object> properties;
  private final @Nullable Duration retryAfter;

  private ProblemException(
      ErrorCode code,
      String detail,
      List<FieldError> errors,
      Map<String, Object> properties,
      @Nullable Duration retryAfter) {
    super(detail, null, false, false);
    this.code = code;
    this.errors = List.copyOf(errors);
    this.properties = Map.copyOf(properties);
    this.retryAfter = retryAfter;
  }

  /** A refusal with a sentence about what to do. */
  public static ProblemException of(ErrorCode code, String detail) {
    return new ProblemException(code, detail, List.of(), Map.of(), null);
  }

  /** A body of which these fields cannot be accepted. */
  public static ProblemException ofFields(List<FieldError> errors) {
    return new ProblemException(
        ErrorCode.INVALID_FIELDS, "Mend the fields named in 'errors'.", errors, Map.of(), null);
  }

  /** A request of which these parameters or headers cannot be accepted. */
  public static ProblemException ofParameters(List<FieldError> errors) {
    return new ProblemException(
        ErrorCode.INVALID_PARAMETER,
        "Mend the parameters named in 'errors'.",
        errors,
        Map.of(),
        null);
  }

  /** This refusal with one more member in its problem document. */
  public ProblemException with(String name, Object value) {
    var more = new LinkedHashMap<>(properties);
    more.put(name, value);
    return new ProblemException(code, detail(), errors, more, retryAfter);
  }

  /** This refusal with the time after which another try has a chance. */
  public ProblemException retryAfter(Duration pause) {
    return new ProblemException(code, detail(), errors, properties, pause);
  }

  /** Why. */
  public ErrorCode code() {
    return code;
  }

  /** What the caller can do about it. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** The fields or parameters that cannot be accepted; empty for other refusals. */
  public List<FieldError> errors() {
    return errors;
  }

  /** After what time another try has a chance, where that is known. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** Further members of the problem document. */
  public Map<String, Object> properties() {
    return properties;
  }
}

package io.taskledger.gateway.problem;

import java.util.Collection;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/** The gateway says no, with the problem document and the headers that the client gets. */
public final class Refusal extends RuntimeException {

  private final transient Problem problem;
  private final transient Map<String, String> headers;

  private Refusal(int status, String code, String title, String detail) {
    this(status, code, title, detail, Map.of());
  }

  private Refusal(
      int status, String code, String title, String detail, Map<String, String> headers) {
    // Refusals are everyday answers; where they were made is of no interest.
    super(code, null, false, false);
    this.problem = new Problem(status, code, title, detail);
    this.headers = headers;
  }

  public Problem problem() {
    return problem;
  }

  public Map<String, String> headers() {
    return headers;
  }

  public static Refusal notFound() {
    return new Refusal(404, "not-found", "There is nothing at this address", "Look at the path.");
  }

  public static Refusal methodNotAllowed(Collection<String> allowed) {
    String list = String.join(", ", allowed);
    return new Refusal(
        405,
        "method-not-allowed",
        "This address does not take this method",
        "This address takes " + list + " only.",
        Map.of("Allow", list));
  }

  public static Refusal unauthenticated(String why) {
    return new Refusal(
        401,
        "unauthenticated",
        "A valid access token is needed",
        why
            + " Log in with POST /api/sessions and send the access token as Authorization:"
            + " Bearer.",
        Map.of("WWW-Authenticate", "Bearer"));
  }

  public static Refusal tokenExpired() {
    return new Refusal(
        401,
        "token-expired",
        "The access token has expired",
        "Get a new one with POST /api/sessions/refresh.",
        Map.of(
            "WWW-Authenticate",
            "Bearer error=\"invalid_token\", error_description=\"The token expired\""));
  }

  public static Refusal badRequest(String why) {
    return new Refusal(400, "bad-request", "Bad request", why);
  }

  public static Refusal bodyTooLarge(DataSize limit) {
    return new Refusal(
        413,
        "body-too-large",
        "The body is too large",
        "A request body may have up to "
            + limit.toBytes()
            + " bytes. Nothing was changed; send less at a time.");
  }

  public static Refusal tooManyRequests(long seconds) {
    return new Refusal(
        429,
        "too-many-requests",
        "Too many requests",
        "You send faster than is allowed. Wait " + seconds + " s and go on more slowly.",
        Map.of("Retry-After", Long.toString(seconds)));
  }

  public static Refusal tooManyAtOnce(long most) {
    return new Refusal(
        429,
        "too-many-requests",
        "Too many requests",
        "At most " + most + " requests of this kind may be under way at once. Wait for answers.",
        Map.of("Retry-After", "1"));
  }

  public static Refusal tooMuchAtOnce() {
    return new Refusal(
        429,
        "too-many-requests",
        "Too many requests",
        "The bodies that you are sending are too large together. Send one after the other.",
        Map.of("Retry-After", "1"));
  }

  public static Refusal busy() {
    return new Refusal(
        503,
        "service-unavailable",
        "Service unavailable",
        "Too many bodies are being sent at the moment. Nothing was changed; try again soon.",
        Map.of("Retry-After", "1"));
  }

  public static Refusal bodyTooSlow() {
    return new Refusal(
        408,
        "body-too-slow",
        "The body came too slowly",
        "Nothing was changed. Send the whole body at once.",
        Map.of("Connection", "close"));
  }

  /** The service behind was not reached, so nothing has happened. */
  public static Refusal serviceUnavailable() {
    return new Refusal(
        503,
        "service-unavailable",
        "Service unavailable",
        "The service behind this address cannot be reached. Nothing was changed; try again soon.",
        Map.of("Retry-After", "1"));
  }

  /** Whether a token is good cannot be told, so nobody is called a stranger. */
  public static Refusal keysUnavailable() {
    return new Refusal(
        503,
        "keys-unavailable",
        "Access tokens cannot be checked now",
        "The keys of the issuer cannot be fetched. Your session is kept; try again in a moment.",
        Map.of("Retry-After", "1"));
  }

  /** The service behind was reached and fell silent, so nobody knows what has happened. */
  public static Refusal serviceBroken() {
    return new Refusal(
        503,
        "service-unavailable",
        "Service unavailable",
        "The service broke off before it answered, so a change may or may not have been made."
            + " Look before you send it again, or send it with the same Idempotency-Key.",
        Map.of("Retry-After", "1"));
  }

  public static Refusal upstreamTimeout() {
    return new Refusal(
        504,
        "upstream-timeout",
        "No answer in time",
        "The service took too long to answer, so a change may or may not have been made."
            + " Look before you send it again.");
  }
}

package io.taskledger.assistant.services;

import io.taskledger.web.PositionTokens;
import io.taskledger.web.ServiceClients;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import io.taskledger.web.trace.RequestContext;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands and queries, done with the caller's token: the same rules, the same refusals. */
@Component
public class Api {
  private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(2);
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(12);
  private static final JsonMapper JSON = new JsonMapper();
  private static final int BAD = 400;

  /** What of a command's answer is passed on. */
  private static final List<String> PASSED_ON =
      List.of(
          HttpHeaders.CONTENT_TYPE,
          HttpHeaders.ETAG,
          HttpHeaders.LOCATION,
          HttpHeaders.RETRY_AFTER,
          PositionTokens.POSITION_HEADER,
          "Idempotency-Replayed");

  private final RestClient commands;
  private final RestClient queries;

  Api(
      @Value("${taskledger.command-side.uri}") URI commandSide,
      @Value("${taskledger.query-side.uri}") URI querySide) {
    commands = ServiceClients.of(commandSide, CONNECTED_WITHIN, ANSWERED_WITHIN).build();
    queries = ServiceClients.of(querySide, CONNECTED_WITHIN, ANSWERED_WITHIN).build();
  }

  /**
   * Reads as the caller.
   *
   * @param authorization the caller's header
   * @throws ProblemException what the service refused
   */
  public JsonNode query(String authorization, String path, Object... values) {
    return read(queries, authorization, Map.of(), path, values);
  }

  /** As {@link #query}, with headers like {@value PositionTokens#MIN_POSITION_HEADER}. */
  public JsonNode query(
      String authorization, Map<String, String> more, String path, Object... values) {
    return read(queries, authorization, more, path, values);
  }

  /** As {@link #query}, of command-side: identity and preferences. */
  public JsonNode ask(String authorization, String path, Object... values) {
    return read(commands, authorization, Map.of(), path, values);
  }

  private static JsonNode read(
      RestClient service,
      String authorization,
      Map<String, String> more,
      String path,
      Object... values) {
    ResponseEntity<byte[]> answer =
        exchange(
            service
                .get()
                .uri(path, values)
                .headers(
                    headers -> {
                      identify(headers, authorization);
                      more.forEach(headers::set);
                    }));
    JsonNode body = JSON.readTree(answer.getBody() == null ? new byte[0] : answer.getBody());
    if (answer.getStatusCode().value() >= BAD) {
      throw ProblemException.of(code(body), body.path("detail").asString("Try again."));
    }
    return body;
  }

  private static ErrorCode code(JsonNode problem) {
    for (ErrorCode known : ErrorCode.values()) {
      if (known.code().equals(problem.path("code").asString(""))) {
        return known;
      }
    }
    return ErrorCode.INTERNAL_ERROR;
  }

  /**
   * Does a command as the caller; answers what command-side answered, refusals too.
   *
   * @param more headers like {@code Idempotency-Key} and {@code If-Match}
   */
  public ResponseEntity<byte[]> command(
      String authorization,
      HttpMethod method,
      String path,
      @Nullable Object body,
      Map<String, String> more) {
    var request =
        commands
            .method(method)
            .uri(path)
            .contentType(MediaType.APPLICATION_JSON)
            .headers(
                headers -> {
                  identify(headers, authorization);
                  more.forEach(headers::set);
                });
    if (body != null) {
      request.body(JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
    }
    return exchange(request);
  }

  private static void identify(HttpHeaders headers, String authorization) {
    headers.set(HttpHeaders.AUTHORIZATION, authorization);
    headers.set(RequestContext.CORRELATION_HEADER, RequestContext.correlationId());
    headers.set(RequestContext.TRACE_HEADER, RequestContext.traceparent());
  }

  private static ResponseEntity<byte[]> exchange(RestClient.RequestHeadersSpec<?> request) {
    try {
      return request.exchangeForRequiredValue(Api::answer);
    } catch (ResourceAccessException away) {
      throw ProblemException.of(
          ErrorCode.SERVICE_UNAVAILABLE,
          "A service did not answer, so a change may or may not have been made. Look before you"
              + " send it again, or send it with the same Idempotency-Key.");
    }
  }

  private static ResponseEntity<byte[]> answer(HttpRequest request, ClientHttpResponse answer)
      throws IOException {
    var headers = new HttpHeaders();
    for (String name : PASSED_ON) {
      String value = answer.getHeaders().getFirst(name);
      if (value != null) {
        headers.set(name, value);
      }
    }
    return ResponseEntity.status(answer.getStatusCode())
        .headers(headers)
        .body(answer.getBody().readAllBytes());
  }
}

package io.taskledger.projection.deadletters;

import io.taskledger.messaging.inbox.processing.DeadLetters.Released;
import io.taskledger.messaging.inbox.store.DeadLetter;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The dead letters of saga-notifications, asked of it with the secret that the services share. */
final class NotificationDeadLetters {
  /** The consumer of that service. */
  static final String REMINDERS = "reminders";

  private static final Logger log = LoggerFactory.getLogger(NotificationDeadLetters.class);
  private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(2);
  private static final Duration LISTED_WITHIN = Duration.ofSeconds(4);
  // Less than the gateway waits for us.
  private static final Duration DONE_WITHIN = Duration.ofSeconds(12);
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECTED_WITHIN).build();
  private final URI service;
  private final String serviceToken;

  NotificationDeadLetters(URI service, String serviceToken) {
    this.service = service;
    this.serviceToken = serviceToken;
  }

  /** As there; refuses with {@link ErrorCode#SERVICE_UNAVAILABLE} when it does not answer. */
  List<DeadLetter> list(@Nullable UUID after, boolean discarded, int limit) {
    String query = "?discarded=" + discarded + "&limit=" + limit;
    HttpResponse<String> answer =
        send("GET", after == null ? query : query + "&after=" + after, LISTED_WITHIN);
    if (answer.statusCode() != 200) {
      throw away("It answers " + answer.statusCode());
    }
    return List.of(read(answer, DeadLetter[].class));
  }

  /** As there; empty if it has none of that id. */
  Optional<Released> retry(UUID id) {
    return released(send("POST", "/" + id + "/retry", DONE_WITHIN));
  }

  /** As there; empty if it has none of that id. */
  Optional<Released> discard(UUID id) {
    return released(send("DELETE", "/" + id, DONE_WITHIN));
  }

  private static Optional<Released> released(HttpResponse<String> answer) {
    return switch (answer.statusCode()) {
      case 200 -> Optional.of(read(answer, Released.class));
      case 404 -> Optional.empty();
      case 409 ->
          throw ProblemException.of(
              ErrorCode.DEAD_LETTER_REFUSED_AGAIN, read(answer, Problem.class).detail());
      default -> throw away("It answers " + answer.statusCode());
    };
  }

  private record Problem(String detail) {}

  private HttpResponse<String> send(String method, String path, Duration within) {
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve("/internal/dead-letters" + path))
            .method(method, BodyPublishers.noBody())
            .header("Authorization", "Bearer " + serviceToken)
            .timeout(within)
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException gone) {
      throw away(gone.toString());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw away("This service is stopping");
    }
  }

  private static <T> T read(HttpResponse<String> answer, Class<T> type) {
    try {
      return JSON.readValue(answer.body(), type);
    } catch (JacksonException notOurs) {
      throw away("It answers what cannot be read");
    }
  }

  private static ProblemException away(String why) {
    log.warn("saga-notifications cannot be asked for its dead letters: {}", why);
    return ProblemException.of(
        ErrorCode.SERVICE_UNAVAILABLE,
        "saga-notifications does not answer. Look what has changed, and try again in a moment.");
  }
}

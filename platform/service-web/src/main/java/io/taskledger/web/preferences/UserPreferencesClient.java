package io.taskledger.web.preferences;

import io.taskledger.events.user.UserId;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Asks command-side what users prefer: as it is at the moment, nothing is kept. */
public final class UserPreferencesClient {
  private static final Logger log = LoggerFactory.getLogger(UserPreferencesClient.class);
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(2);

  private final RestClient commandSide;

  /** Asks this command-side, with the secret that the services share. */
  public UserPreferencesClient(URI commandSide, String serviceToken) {
    var requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(ANSWERED_WITHIN)
                .build());
    requests.setReadTimeout(ANSWERED_WITHIN);
    this.commandSide =
        RestClient.builder()
            .requestFactory(requests)
            .baseUrl(commandSide)
            .defaultHeaders(headers -> headers.setBearerAuth(serviceToken))
            .build();
  }

  private record Known(boolean known) {}

  /**
   * Whether a user has worked on a task of another one, or assigned one to them; empty when
   * command-side does not answer within two seconds.
   */
  public Optional<Boolean> knows(UserId userId, UserId other) {
    try {
      return Optional.ofNullable(
              commandSide
                  .get()
                  .uri("/internal/contacts/{userId}/{other}", userId, other)
                  .retrieve()
                  .body(Known.class))
          .map(Known::known);
    } catch (RestClientException away) {
      log.warn("The contacts of user {} cannot be had: {}", userId, away.getMessage());
      return Optional.empty();
    }
  }

  /** The user's; empty when command-side does not answer within two seconds. */
  public Optional<Preferences> of(UserId userId) {
    try {
      return Optional.ofNullable(
          commandSide
              .get()
              .uri("/internal/preferences/{userId}", userId)
              .retrieve()
              .body(Preferences.class));
    } catch (RestClientException away) {
      log.warn("The preferences of user {} cannot be had: {}", userId, away.getMessage());
      return Optional.empty();
    }
  }
}

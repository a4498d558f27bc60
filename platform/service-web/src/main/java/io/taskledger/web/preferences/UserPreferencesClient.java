package io.taskledger.web.preferences;

import io.taskledger.events.user.UserId;
import io.taskledger.web.ServiceClients;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Asks command-side what users prefer: as it is at the moment, nothing is kept. */
public final class UserPreferencesClient {
  private static final Logger log = LoggerFactory.getLogger(UserPreferencesClient.class);
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(2);

  private final RestClient commandSide;

  /** Asks this command-side, with the secret that the services share. */
  public UserPreferencesClient(URI commandSide, String serviceToken) {
    this.commandSide =
        ServiceClients.of(commandSide, ANSWERED_WITHIN, ANSWERED_WITHIN)
            .defaultHeaders(headers -> headers.setBearerAuth(serviceToken))
            .build();
  }

  private record Known(boolean known) {}

  /**
   * Whether a user has worked on a task of another one, or assigned one to them; empty when
   * command-side does not answer within two seconds.
   */
  public Optional<Boolean> knows(UserId userId, UserId other) {
    return ask(Known.class, "/internal/contacts/{userId}/{other}", userId, other).map(Known::known);
  }

  private record Allowed(boolean allowed) {}

  /**
   * Whether a user lets another one assign tasks to them; empty when command-side does not answer
   * within two seconds.
   */
  public Optional<Boolean> mayAssign(UserId assignee, UserId by) {
    return ask(Allowed.class, "/internal/assignments/{assigneeId}/{userId}", assignee, by)
        .map(Allowed::allowed);
  }

  /** The user's; empty when command-side does not answer within two seconds. */
  public Optional<Preferences> of(UserId userId) {
    return ask(Preferences.class, "/internal/preferences/{userId}", userId);
  }

  private <A> Optional<A> ask(Class<A> answer, String path, UserId... users) {
    try {
      return Optional.ofNullable(
          commandSide.get().uri(path, (Object[]) users).retrieve().body(answer));
    } catch (RestClientException away) {
      log.warn("{} of {} cannot be had: {}", path, List.of(users), away.getMessage());
      return Optional.empty();
    }
  }
}

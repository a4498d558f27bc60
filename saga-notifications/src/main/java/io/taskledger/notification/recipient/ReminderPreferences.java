package io.taskledger.notification.recipient;

import io.taskledger.events.user.UserId;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** On which channels people want to be reminded, as command-side keeps it. */
@Component
public class ReminderPreferences {
  private static final Logger log = LoggerFactory.getLogger(ReminderPreferences.class);
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(2);

  private final RestClient commandSide;

  /** Asks this command-side, with the secret that the services share. */
  public ReminderPreferences(
      @Value("${taskledger.command-side.uri}") URI commandSide,
      @Value("${taskledger.service-token}") String serviceToken) {
    var requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().connectTimeout(ANSWERED_WITHIN).build());
    requests.setReadTimeout(ANSWERED_WITHIN);
    this.commandSide =
        RestClient.builder()
            .requestFactory(requests)
            .baseUrl(commandSide)
            .defaultHeaders(headers -> headers.setBearerAuth(serviceToken))
            .build();
  }

  private record Preferences(List<String> reminderChannels) {}

  /**
   * Whether reminders may come on this channel. They may as well when command-side cannot be asked:
   * a reminder that is missed is worse than one that is not wanted.
   */
  public boolean allow(UserId userId, String channel) {
    try {
      Preferences found =
          commandSide
              .get()
              .uri("/internal/preferences/{userId}", userId)
              .retrieve()
              .body(Preferences.class);
      return found == null || found.reminderChannels().contains(channel);
    } catch (RestClientException away) {
      log.warn("The preferences of user {} cannot be had: {}", userId, away.getMessage());
      return true;
    }
  }
}

package io.taskledger.notification.recipient;

import io.taskledger.events.user.UserId;
import io.taskledger.web.preferences.UserPreferencesClient;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** On which channels people want to be reminded. */
@Component
public class ReminderPreferences {
  private final UserPreferencesClient preferences;

  /** As this command-side keeps it. */
  public ReminderPreferences(
      @Value("${taskledger.command-side.uri}") URI commandSide,
      @Value("${taskledger.service-token}") String serviceToken) {
    this.preferences = new UserPreferencesClient(commandSide, serviceToken);
  }

  /**
   * Whether reminders may come on this channel. They may as well when command-side cannot be asked:
   * a reminder that is missed is worse than one that is not wanted.
   */
  public boolean allow(UserId userId, String channel) {
    return preferences
        .of(userId)
        .map(each -> each.reminderChannels().contains(channel))
        .orElse(true);
  }
}

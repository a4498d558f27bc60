package io.taskledger.notification.recipient;

import io.taskledger.events.user.UserId;
import io.taskledger.web.preferences.Preferences;
import io.taskledger.web.preferences.UserPreferencesClient;
import java.net.URI;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What users want, as command-side knows it at the moment. */
@Component
public class UserWishes {
  private final UserPreferencesClient commandSide;

  /** As this command-side keeps them. */
  public UserWishes(
      @Value("${taskledger.command-side.uri}") URI commandSide,
      @Value("${taskledger.service-token}") String serviceToken) {
    this.commandSide = new UserPreferencesClient(commandSide, serviceToken);
  }

  /** The preferences of a user; empty when command-side cannot be asked. */
  public Optional<Preferences> of(UserId userId) {
    return commandSide.of(userId);
  }

  /**
   * Whether the assignee has to do with the owner: has worked on one of their tasks, or assigned
   * one to them. A stranger's task is nothing to mail about.
   *
   * @throws CommandSideAwayException when command-side cannot be asked
   */
  public boolean takesTasksOf(UserId assignee, UserId owner) {
    return commandSide
        .knows(assignee, owner)
        .orElseThrow(
            () -> new CommandSideAwayException("it is not known whether they are contacts"));
  }
}

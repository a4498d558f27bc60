package io.taskledger.command.identity;

import io.taskledger.events.user.UserId;
import java.util.Set;

/**
 * Who may log in, and as what.
 *
 * @param passwordHash Argon2id with its salt and parameters
 */
public record Account(
    UserId userId, String email, String name, String passwordHash, Set<String> roles) {
  @Override
  public String toString() {
    return "Account[userId=" + userId + "]";
  }
}

package io.taskledger.command.identity;

import io.taskledger.events.user.UserId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may log in, and as what.
 *
 * @param passwordHash Argon2id with its salt and parameters; none for whom an outside issuer
 *     vouches
 * @param roles for tokens that are issued here; an outside issuer names them in its own
 */
public record Account(
    UserId userId, String email, String name, @Nullable String passwordHash, Set<String> roles) {
  @Override
  public String toString() {
    return "Account[userId=" + userId + "]";
  }
}

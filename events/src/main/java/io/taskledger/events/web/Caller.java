package io.taskledger.events.web;

import io.taskledger.events.problem.ErrorCode;
import io.taskledger.events.problem.Refusal;
import io.taskledger.events.user.UserId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes the request, as the access token says.
 *
 * @param sessionId the log-in that it comes from, where the issuer names one
 */
public record Caller(UserId userId, Set<String> roles, @Nullable String sessionId) {
  /** The role that operations need. */
  public static final String ADMIN = "admin";

  /** Refuses everybody who is not an administrator. */
  public void requireAdmin() {
    if (!roles.contains(ADMIN)) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "Log in as somebody with the role 'admin'.");
    }
  }
}

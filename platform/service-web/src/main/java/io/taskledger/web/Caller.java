package io.taskledger.web;

import io.taskledger.events.user.UserId;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
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
      throw ProblemException.of(ErrorCode.FORBIDDEN, "Log in as somebody with the role 'admin'.");
    }
  }
}

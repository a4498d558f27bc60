package io.taskledger.web.security;

import io.taskledger.web.problem.ProblemException;
import org.springframework.security.core.AuthenticationException;

/** A bearer token was refused; the problem says why. */
public final class RefusedTokenException extends AuthenticationException {
  private final transient ProblemException problem;

  /** Refuses with this problem. */
  public RefusedTokenException(ProblemException problem) {
    super(problem.detail(), problem);
    this.problem = problem;
  }

  ProblemException problem() {
    return problem;
  }
}

package io.taskledger.web.security;

import io.taskledger.web.Caller;
import java.time.Instant;
import java.util.Locale;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/** A user with a valid access token. The principal is the {@link Caller}. */
public final class CallerAuthentication extends AbstractAuthenticationToken {
  private final transient Caller caller;
  private final Instant expiresAt;

  CallerAuthentication(Caller caller, Instant expiresAt) {
    super(
        caller.roles().stream()
            .map(role -> new SimpleGrantedAuthority("ROLE_" + role.toUpperCase(Locale.ROOT)))
            .toList());
    this.caller = caller;
    this.expiresAt = expiresAt;
    super.setAuthenticated(true);
  }

  /** That of the request on this thread; open endpoints have none. */
  public static CallerAuthentication current() {
    if (SecurityContextHolder.getContext().getAuthentication()
        instanceof CallerAuthentication user) {
      return user;
    }
    throw new IllegalStateException("an open endpoint has no caller");
  }

  /** The user. */
  public Caller caller() {
    return caller;
  }

  /** When the access token expires. */
  public Instant expiresAt() {
    return expiresAt;
  }

  @Override
  public Object getPrincipal() {
    return caller;
  }

  /** The id of the user. */
  @Override
  public String getName() {
    return caller.userId().value().toString();
  }

  /** The token is not kept. */
  @Override
  public Object getCredentials() {
    return "";
  }
}

package io.taskledger.web.security;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** Another service of Taskledger, which showed the token that the services share. */
public final class ServiceAuthentication extends AbstractAuthenticationToken {
  private static final String PRINCIPAL = "service";

  ServiceAuthentication() {
    super(AuthorityUtils.createAuthorityList("ROLE_SERVICE"));
    super.setAuthenticated(true);
  }

  @Override
  public Object getPrincipal() {
    return PRINCIPAL;
  }

  /** The token is not kept. */
  @Override
  public Object getCredentials() {
    return "";
  }
}

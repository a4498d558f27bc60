package io.taskledger.web.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * The secret that services send each other as a bearer token. To replace it without a pause, set
 * the new one as {@code service-token} and the old one as {@code service-token-previous} in every
 * service, and remove the old one when all have restarted.
 *
 * @param serviceToken sent and accepted
 * @param serviceTokenPrevious accepted as well; blank if there is none
 */
@ConfigurationProperties("taskledger")
public record ServiceTokens(
    @DefaultValue("") String serviceToken, @DefaultValue("") String serviceTokenPrevious)
    implements AuthenticationProvider {

  /** Fails at the start rather than at the first call. */
  public ServiceTokens {
    if (serviceToken.isBlank()) {
      throw new IllegalArgumentException(
          "The service token is not set. Set TASKLEDGER_SERVICE_TOKEN to the same secret in every"
              + " service.");
    }
  }

  /** Leaves every other token to the providers that follow. */
  @Override
  public @Nullable Authentication authenticate(Authentication request) {
    byte[] given = bytes(((BearerTokenAuthenticationToken) request).getToken());
    boolean isCurrent = MessageDigest.isEqual(bytes(serviceToken), given);
    boolean isPrevious =
        !serviceTokenPrevious.isBlank()
            && MessageDigest.isEqual(bytes(serviceTokenPrevious), given);
    return isCurrent || isPrevious ? new ServiceAuthentication() : null;
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return BearerTokenAuthenticationToken.class.isAssignableFrom(authentication);
  }

  /** The secrets that are accepted, the current one first. */
  public List<String> accepted() {
    return serviceTokenPrevious.isBlank()
        ? List.of(serviceToken)
        : List.of(serviceToken, serviceTokenPrevious);
  }

  /** Never prints the secrets. */
  @Override
  public String toString() {
    return "ServiceTokens";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

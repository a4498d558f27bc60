package io.taskledger.web.issuer;

import java.net.URI;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The OpenID Connect issuer in place of the built-in identity. What is blank is not set.
 *
 * @param issuer the {@code iss} of its tokens, an http or https address; identity is built in
 *     without it
 * @param jwksUri where its keys are; looked up in the issuer's discovery document if not set
 * @param audience what {@code aud} must name; required, for tokens of other clients of the issuer
 *     must not be taken
 * @param rolesClaim the claim that lists the roles; dots lead into claims of claims
 */
@ConfigurationProperties("taskledger.oidc")
public record OidcSettings(
    @DefaultValue("") String issuer,
    @DefaultValue("") String jwksUri,
    @DefaultValue("") String audience,
    @DefaultValue("roles") String rolesClaim) {

  /** Fails at the start rather than at the first token. */
  public OidcSettings {
    requireHttp("issuer", issuer);
    requireHttp("jwks-uri", jwksUri);
    if (!issuer.isBlank() && audience.isBlank()) {
      throw new IllegalArgumentException(
          "taskledger.oidc.audience must be set together with taskledger.oidc.issuer");
    }
  }

  /** Whether tokens come from outside, asked before settings are bound. */
  public static boolean isOutside(Environment environment) {
    return StringUtils.hasText(environment.getProperty("taskledger.oidc.issuer"));
  }

  /** Whether tokens come from outside. */
  public boolean isOutside() {
    return !issuer.isBlank();
  }

  Optional<URI> keys() {
    return jwksUri.isBlank() ? Optional.empty() : Optional.of(URI.create(jwksUri));
  }

  /** Where OpenID Connect Discovery 1.0, 4, has the document. */
  URI discovery() {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    return URI.create(base + "/.well-known/openid-configuration");
  }

  private static void requireHttp(String key, String value) {
    if (!value.isBlank() && !String.valueOf(URI.create(value).getScheme()).matches("https?")) {
      throw new IllegalArgumentException("taskledger.oidc." + key + " must be an http(s) address");
    }
  }
}

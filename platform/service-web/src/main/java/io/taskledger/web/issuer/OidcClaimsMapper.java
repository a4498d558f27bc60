package io.taskledger.web.issuer;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import io.taskledger.events.user.UserId;
import io.taskledger.web.Caller;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** What the claims of an outside issuer mean here. */
public final class OidcClaimsMapper {
  private static final String USER = "user";

  // Upper case is another subject: as a UUID it would be taken for the same.
  private static final Pattern CANONICAL =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final NameBasedGenerator names =
      Generators.nameBasedGenerator(NameBasedGenerator.NAMESPACE_URL);
  private final OidcSettings oidc;

  /** The claims of this issuer. */
  public OidcClaimsMapper(OidcSettings oidc) {
    this.oidc = oidc;
  }

  /** Who bears the token. Its session is the issuer's affair. */
  public Caller caller(Jwt token) {
    return new Caller(
        userId(Objects.requireNonNull(token.getSubject(), "sub")), roles(token.getClaims()), null);
  }

  /** A subject that is no UUID always gets the same one, of version 5 (RFC 9562). */
  UserId userId(String subject) {
    return new UserId(
        CANONICAL.matcher(subject).matches()
            ? UUID.fromString(subject)
            : names.generate(oidc.issuer() + " " + subject));
  }

  /** Whoever has a token is a user; of what else the issuer says only our own roles count. */
  private Set<String> roles(Map<String, Object> claims) {
    return Stream.concat(Stream.of(USER), named(claim(claims)).filter(Caller.ADMIN::equals))
        .collect(Collectors.toUnmodifiableSet());
  }

  private @Nullable Object claim(Map<String, Object> claims) {
    Object whole = claims.get(oidc.rolesClaim());
    if (whole != null) {
      return whole;
    }
    Object found = claims;
    for (String step : oidc.rolesClaim().split("\\.", -1)) {
      found = found instanceof Map<?, ?> inner ? inner.get(step) : null;
    }
    return found;
  }

  private static Stream<String> named(@Nullable Object roles) {
    return switch (roles) {
      case Collection<?> list -> list.stream().map(String::valueOf);
      case String words -> Arrays.stream(words.split(" ", -1));
      case null -> Stream.of();
      default -> Stream.of();
    };
  }
}

package io.taskledger.command.outside;

import io.taskledger.command.identity.EmailAddress;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * How others see a user, by the standard claims of OpenID Connect.
 *
 * @param email in lower case
 * @param emailConfirmed whether the issuer has checked that the address is the user's
 */
record Profile(String email, String name, boolean emailConfirmed) {
  private static final int NAME = 100;

  /** Reads the claims; refuses a token without an address, for there is nowhere else to get it. */
  static Profile of(Jwt token) {
    String email = Objects.requireNonNullElse(text(token, "email"), "").toLowerCase(Locale.ROOT);
    if (!EmailAddress.isValid(email)) {
      throw ProblemException.of(
          ErrorCode.CLAIMS_MISSING,
          "Have the issuer put the claim 'email' into access tokens, and 'name' if it can.");
    }
    boolean confirmed = Boolean.TRUE.equals(token.getClaims().get("email_verified"));
    for (String claim : List.of("name", "preferred_username")) {
      String name = text(token, claim);
      if (name != null) {
        return new Profile(email, name, confirmed);
      }
    }
    return new Profile(email, email.substring(0, email.indexOf('@')), confirmed);
  }

  /** Without characters that a database or a mail header cannot take. */
  private static @Nullable String text(Jwt token, String claim) {
    if (!(token.getClaims().get(claim) instanceof String raw)) {
      return null;
    }
    int[] kept =
        raw.strip()
            .codePoints()
            .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
            .limit(claim.equals("email") ? EmailAddress.LONGEST + 1 : NAME)
            .toArray();
    String text = new String(kept, 0, kept.length);
    return text.isBlank() ? null : text;
  }

  @Override
  public String toString() {
    return "Profile[]";
  }
}

package io.taskledger.command.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.taskledger.command.testing.MovableClock;
import io.taskledger.web.Caller;
import io.taskledger.web.issuer.JwtDecoders;
import io.taskledger.web.issuer.OidcSettings;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import io.taskledger.web.security.AccessTokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which tokens of an outside issuer are taken, and what they say. */
class OutsideTokensTest {
  private final MovableClock clock = new MovableClock();
  private final OutsideIssuer issuer = new OutsideIssuer(clock);
  private final AccessTokens tokens = tokens("taskledger", "", "roles");

  @AfterEach
  void close() {
    issuer.close();
  }

  @Test
  void theKeysAreDiscoveredAndKept() {
    UUID anna = UUID.randomUUID();

    for (int i = 0; i < 3; i++) {
      assertThat(caller(issuer.claims(anna.toString())).userId().value()).isEqualTo(anna);
    }

    assertThat(issuer.asked()).isEqualTo(2);
  }

  @Test
  void whereTheKeysAreConfiguredNothingIsDiscovered() {
    issuer.claimToBe("https://somebody.example");

    take(tokens("taskledger", issuer.keys(), "roles"), issuer.sign(issuer.claims("anna")));

    assertThat(issuer.asked()).isEqualTo(1);
  }

  @Test
  void signaturesMayBeES256OrRS256AndKeysMayChange() {
    caller(issuer.claims("anna"));
    issuer.signWith(OutsideIssuer.rsaKey());
    clock.pass(Duration.ofSeconds(2));

    caller(issuer.claims("anna"));
  }

  @Test
  void anAccessTokenMayBeTypedAsOne() {
    take(tokens, issuer.sign(issuer.claims("anna"), new JOSEObjectType("at+jwt")));
    assertRefused(
        tokens,
        issuer.sign(issuer.claims("anna"), new JOSEObjectType("logout+jwt")),
        ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void aSubjectThatIsNoUuidAlwaysGetsTheSameOne() {
    UUID anna = caller(issuer.claims("auth0|anna")).userId().value();

    assertThat(anna.version()).isEqualTo(5);
    assertThat(caller(issuer.claims("auth0|anna")).userId().value()).isEqualTo(anna);
    assertThat(caller(issuer.claims("auth0|ANNA")).userId().value()).isNotEqualTo(anna);
    String upperCase = new UUID(-1, -1).toString().toUpperCase(Locale.ROOT);
    assertThat(caller(issuer.claims(upperCase)).userId().value().version()).isEqualTo(5);
  }

  @Test
  void theRolesComeFromTheClaimThatIsConfigured() {
    assertThat(caller(issuer.claims("anna")).roles()).containsExactly("user");
    assertThat(caller(issuer.claims("anna").claim("roles", List.of("admin", "other"))).roles())
        .containsExactlyInAnyOrder("user", "admin");
    assertThat(caller(issuer.claims("anna").claim("roles", Map.of("admin", true))).roles())
        .containsExactly("user");
    var nested = issuer.claims("anna").claim("realm_access", Map.of("roles", List.of("admin")));
    assertThat(take(tokens("taskledger", "", "realm_access.roles"), issuer.sign(nested)).roles())
        .contains("admin");
    var url = issuer.claims("anna").claim("https://example.org/roles", "user admin");
    assertThat(
            take(tokens("taskledger", "", "https://example.org/roles"), issuer.sign(url)).roles())
        .contains("admin");
  }

  @Test
  void aTokenForAnotherAudienceIsRefusedWhereOneIsConfigured() {
    AccessTokens strict = tokens("taskledger-api", "", "roles");

    take(strict, issuer.sign(issuer.claims("anna").audience(List.of("x", "taskledger-api"))));
    assertRefused(strict, issuer.sign(issuer.claims("anna")), ErrorCode.UNAUTHENTICATED);
    assertRefused(
        strict, issuer.sign(issuer.claims("anna").audience("x")), ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void whatTheIssuerDidNotSignForNowAndForUsIsRefused() throws Exception {
    assertUnauthenticated(issuer.claims("anna").issuer("taskledger"));
    assertUnauthenticated(
        issuer.claims("anna").notBeforeTime(Date.from(clock.instant().plusSeconds(60))));
    assertUnauthenticated(issuer.claims("anna").expirationTime(null));
    assertUnauthenticated(issuer.claims("anna").subject(null));
    assertRefused(
        tokens,
        issuer.sign(
            issuer.claims("anna").expirationTime(Date.from(clock.instant().minusSeconds(1)))),
        ErrorCode.TOKEN_EXPIRED);
    // The public key as the secret of a symmetric signature, a classic.
    var forged = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), issuer.claims("anna").build());
    forged.sign(new MACSigner(issuer.keys().repeat(3).getBytes(StandardCharsets.UTF_8)));
    assertRefused(tokens, forged.serialize(), ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void aKeyOfAStrangerIsRefusedAndMadeUpNamesAreNotAFetchEach() {
    caller(issuer.claims("anna"));
    clock.pass(Duration.ofSeconds(2));
    try (var stranger = new OutsideIssuer(clock)) {
      for (int i = 0; i < 20; i++) {
        stranger.signWith(OutsideIssuer.ecKey());
        assertRefused(tokens, stranger.sign(issuer.claims("anna")), ErrorCode.UNAUTHENTICATED);
      }
    }

    assertThat(issuer.asked()).isEqualTo(6);
  }

  @Test
  void aDiscoveryDocumentOfAnotherIssuerIsNotBelieved() {
    issuer.claimToBe("https://somebody.example");

    assertRefused(tokens, issuer.sign(issuer.claims("anna")), ErrorCode.KEYS_UNAVAILABLE);
  }

  @Test
  void whileTheKeysCannotBeFetchedNobodyIsToldThatTheirTokenIsBad() {
    String token = issuer.sign(issuer.claims("anna"));
    issuer.close();

    assertRefused(tokens, token, ErrorCode.KEYS_UNAVAILABLE);
  }

  @Test
  void aSilentIssuerHoldsNobodyUpForLong() {
    caller(issuer.claims("anna"));
    issuer.fallSilent();
    clock.pass(Duration.ofMinutes(11));

    long begin = System.nanoTime();
    caller(issuer.claims("anna"));
    String unknown = stranger();
    assertRefused(tokens, unknown, ErrorCode.KEYS_UNAVAILABLE);

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(9));
  }

  @Test
  void anIssuerThatIsNoWebAddressFailsTheStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OidcSettings("accounts.example.org", "", "", "roles"))
        .withMessageContaining("taskledger.oidc.issuer");
  }

  /** Else a token that the issuer made for another client would be taken. */
  @Test
  void anIssuerWithoutAnAudienceFailsTheStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OidcSettings("https://accounts.example.org", "", "", "roles"))
        .withMessageContaining("taskledger.oidc.audience");
  }

  private String stranger() {
    issuer.signWith(OutsideIssuer.ecKey());
    return issuer.sign(issuer.claims("anna"));
  }

  private AccessTokens tokens(String audience, String keys, String rolesClaim) {
    return JwtDecoders.outside(new OidcSettings(issuer.name(), keys, audience, rolesClaim), clock);
  }

  private Caller caller(JWTClaimsSet.Builder claims) {
    return take(tokens, issuer.sign(claims));
  }

  private static Caller take(AccessTokens tokens, String token) {
    return tokens.verify(token).caller();
  }

  private void assertUnauthenticated(JWTClaimsSet.Builder claims) {
    assertRefused(tokens, issuer.sign(claims), ErrorCode.UNAUTHENTICATED);
  }

  private static void assertRefused(AccessTokens tokens, String token, ErrorCode code) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> take(tokens, token))
        .extracting(ProblemException::code, InstanceOfAssertFactories.type(ErrorCode.class))
        .isEqualTo(code);
  }
}

package io.taskledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCheckTest {

  private static final GatewayFixture gateway = new GatewayFixture();

  @BeforeEach
  void tidy() {
    gateway.tidy();
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void aGoodTokenIsPassedOnUnchanged() throws Exception {
    String token = gateway.issuer.token();

    assertThat(bearing(token).statusCode()).isEqualTo(200);
    assertThat(gateway.querySide.nextSeen().header("Authorization")).isEqualTo("Bearer " + token);
  }

  @Test
  void aGoodTokenStaysGoodForTheNextRequest() throws Exception {
    String token = gateway.issuer.token();

    assertThat(bearing(token).statusCode()).isEqualTo(200);
    assertThat(bearing(token).statusCode()).isEqualTo(200);
  }

  @Test
  void withoutATokenNothingIsPassedOn() throws Exception {
    var answer = gateway.send(gateway.request("/api/tasks").GET());

    assertUnauthenticated(answer);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/users", "/api/sessions", "/api/sessions/refresh"})
  void registrationLoginAndRefreshNeedNone(String path) throws Exception {
    var answer = gateway.send(gateway.request(path).POST(BodyPublishers.ofString("{}")));

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void theKeysNeedNone() throws Exception {
    var answer = gateway.send(gateway.request(TestIssuer.KEYS).GET());

    assertThat(answer.body()).contains("key-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a.b.c", "eyJhbGciOiJFUzI1NiJ9.e30.AAAA"})
  void nonsenseIsNoToken(String token) throws Exception {
    assertUnauthenticated(bearing(token));
  }

  @Test
  void anotherSchemeThanBearerIsNoToken() throws Exception {
    assertUnauthenticated(
        gateway.send(gateway.request("/api/tasks").header("Authorization", "Basic YTpi")));
  }

  @Test
  void aTokenSignedByAStrangerUnderAKnownKeysNameIsRefused() throws Exception {
    assertUnauthenticated(bearing(new TestIssuer("key-1").token()));
  }

  @Test
  void aTokenSignedUnderAnUnknownKeysNameIsRefused() throws Exception {
    assertUnauthenticated(bearing(new TestIssuer("key-of-a-stranger").token()));
  }

  @Test
  void anUnsignedTokenIsRefused() throws Exception {
    assertUnauthenticated(bearing(gateway.issuer.unsigned()));
  }

  @Test
  void aTokenOfAnotherIssuerIsRefused() throws Exception {
    assertUnauthenticated(bearing(gateway.issuer.tokenOf("someone-else")));
  }

  @Test
  void aTokenThatNeverEndsIsRefused() throws Exception {
    assertUnauthenticated(bearing(gateway.issuer.tokenWithoutEnd()));
  }

  @Test
  void aTokenThatWasTamperedWithAfterItWasSeenIsRefused() throws Exception {
    String token = gateway.issuer.token();
    assertThat(bearing(token).statusCode()).isEqualTo(200);
    gateway.querySide.nextSeen();

    int signature = token.lastIndexOf('.') + 1;
    char first = token.charAt(signature) == 'A' ? 'B' : 'A';
    assertUnauthenticated(
        bearing(token.substring(0, signature) + first + token.substring(signature + 1)));
  }

  @Test
  void anExpiredTokenIsToldApart() throws Exception {
    var answer = bearing(gateway.issuer.tokenEndingIn(Duration.ofSeconds(-10)));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("\"code\":\"token-expired\"");
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
  }

  @Test
  void aTokenThatEndedThisMomentIsForgivenTheClocks() throws Exception {
    assertThat(bearing(gateway.issuer.tokenEndingIn(Duration.ofSeconds(-1))).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aNewKeyIsFetchedWhenATokenNamesIt() throws Exception {
    try (var own = new GatewayFixture()) {
      var old = own.asAnna("/api/tasks").GET();
      assertThat(own.send(old).statusCode()).isEqualTo(200);

      var next = new TestIssuer("key-2");
      own.publish(next);
      var request = own.request("/api/tasks").header("Authorization", "Bearer " + next.token());
      await().untilAsserted(() -> assertThat(own.send(request).statusCode()).isEqualTo(200));
    }
  }

  @Test
  void whileTheKeysCannotBeFetchedNobodyIsCalledAStranger() throws Exception {
    try (var own =
        new GatewayFixture(
            "taskledger.identity.jwks-uri=http://localhost:"
                + GatewayFixture.freePort()
                + "/jwks")) {
      var answer = own.send(own.asAnna("/api/tasks"));

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(answer.body()).contains("\"code\":\"keys-unavailable\"");
    }
  }

  private static HttpResponse<String> bearing(String token) throws Exception {
    return gateway.send(gateway.request("/api/tasks").header("Authorization", "Bearer " + token));
  }

  private static void assertUnauthenticated(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    assertThat(answer.body()).contains("\"code\":\"unauthenticated\"");
    assertThat(gateway.querySide.wasAskedNothing()).isTrue();
  }
}

package io.taskledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.gateway.token.TestIssuer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCheckTest {

  private static final House house = new House();

  @BeforeEach
  void tidy() {
    house.tidy();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void aGoodTokenIsPassedOnUnchanged() throws Exception {
    String token = house.issuer.token();

    assertThat(bearing(token).statusCode()).isEqualTo(200);
    assertThat(house.querySide.nextSeen().header("Authorization")).isEqualTo("Bearer " + token);
  }

  @Test
  void aGoodTokenStaysGoodForTheNextRequest() throws Exception {
    String token = house.issuer.token();

    assertThat(bearing(token).statusCode()).isEqualTo(200);
    assertThat(bearing(token).statusCode()).isEqualTo(200);
  }

  @Test
  void withoutATokenNothingIsPassedOn() throws Exception {
    var answer = house.send(house.request("/api/tasks").GET());

    assertUnauthenticated(answer);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/users", "/api/sessions", "/api/sessions/refresh"})
  void registrationLoginAndRefreshNeedNone(String path) throws Exception {
    var answer = house.send(house.request(path).POST(BodyPublishers.ofString("{}")));

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void theKeysNeedNone() throws Exception {
    var answer = house.send(house.request(TestIssuer.KEYS).GET());

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
        house.send(house.request("/api/tasks").header("Authorization", "Basic YTpi")));
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
    assertUnauthenticated(bearing(house.issuer.unsigned()));
  }

  @Test
  void aTokenOfAnotherIssuerIsRefused() throws Exception {
    assertUnauthenticated(bearing(house.issuer.tokenOf("someone-else")));
  }

  @Test
  void aTokenThatNeverEndsIsRefused() throws Exception {
    assertUnauthenticated(bearing(house.issuer.tokenWithoutEnd()));
  }

  @Test
  void aTokenThatWasTamperedWithAfterItWasSeenIsRefused() throws Exception {
    String token = house.issuer.token();
    assertThat(bearing(token).statusCode()).isEqualTo(200);
    house.querySide.nextSeen();

    int signature = token.lastIndexOf('.') + 1;
    char first = token.charAt(signature) == 'A' ? 'B' : 'A';
    assertUnauthenticated(
        bearing(token.substring(0, signature) + first + token.substring(signature + 1)));
  }

  @Test
  void anExpiredTokenIsToldApart() throws Exception {
    var answer = bearing(house.issuer.tokenEndingIn(Duration.ofSeconds(-10)));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("\"code\":\"token-expired\"");
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
  }

  @Test
  void aTokenThatEndedThisMomentIsForgivenTheClocks() throws Exception {
    assertThat(bearing(house.issuer.tokenEndingIn(Duration.ofSeconds(-1))).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aNewKeyIsFetchedWhenATokenNamesIt() throws Exception {
    try (var own = new House()) {
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
    try (var own = new House("jwks-uri=http://localhost:" + House.freePort() + "/jwks")) {
      var answer = own.send(own.asAnna("/api/tasks"));

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(answer.body()).contains("\"code\":\"keys-unavailable\"");
    }
  }

  private static HttpResponse<String> bearing(String token) throws Exception {
    return house.send(house.request("/api/tasks").header("Authorization", "Bearer " + token));
  }

  private static void assertUnauthenticated(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    assertThat(answer.body()).contains("\"code\":\"unauthenticated\"");
    assertThat(house.querySide.wasAskedNothing()).isTrue();
  }
}

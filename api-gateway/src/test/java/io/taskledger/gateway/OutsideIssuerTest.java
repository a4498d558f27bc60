package io.taskledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With an outside OpenID Connect issuer in place of command-side. */
class OutsideIssuerTest {

  private static final UpstreamStub outside = new UpstreamStub();
  private static final TestIssuer keys = TestIssuer.withRsa("rsa-1");
  private static final GatewayFixture gateway =
      new GatewayFixture(
          "taskledger.oidc.issuer=" + outside.uri() + "/realm/",
          "taskledger.oidc.audience=taskledger");

  private final String name = outside.uri() + "/realm/";

  @BeforeEach
  void tidy() {
    gateway.tidy();
    discovery(name);
    publish(keys);
  }

  @AfterAll
  static void close() {
    gateway.close();
    outside.close();
  }

  @Test
  void itsTokensAreTakenAlsoWithRs256() throws Exception {
    assertThat(bearing(keys.tokenOf(name, "taskledger")).statusCode()).isEqualTo(200);
  }

  @Test
  void tokensForOthersAreNot() throws Exception {
    assertThat(bearing(keys.tokenOf(name, "another")).statusCode()).isEqualTo(401);
    assertThat(bearing(keys.tokenOf(name)).statusCode()).isEqualTo(401);
  }

  @Test
  void tokensOfCommandSideAreNot() throws Exception {
    assertThat(bearing(gateway.issuer.token()).statusCode()).isEqualTo(401);
    assertThat(bearing(gateway.issuer.tokenOf(name, "taskledger")).statusCode()).isEqualTo(401);
  }

  @Test
  void aNewKeyIsFetchedWhenATokenNamesIt() throws Exception {
    assertThat(bearing(keys.tokenOf(name, "taskledger")).statusCode()).isEqualTo(200);

    var next = new TestIssuer("ec-2");
    publish(keys, next);
    String token = next.tokenOf(name, "taskledger");
    await().untilAsserted(() -> assertThat(bearing(token).statusCode()).isEqualTo(200));
  }

  @Test
  void aDiscoveryDocumentOfAnotherIssuerIsNotBelieved() throws Exception {
    discovery("https://somebody.example/");
    try (var own =
        new GatewayFixture(
            "taskledger.oidc.issuer=" + name, "taskledger.oidc.audience=taskledger")) {
      var answer =
          own.send(
              own.request("/api/tasks")
                  .header("Authorization", "Bearer " + keys.tokenOf(name, "taskledger")));

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("\"code\":\"keys-unavailable\"");
    }
  }

  private static void discovery(String claimed) {
    outside.answering(
        "/realm/.well-known/openid-configuration",
        exchange ->
            UpstreamStub.reply(
                exchange,
                200,
                "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(claimed, outside.uri())));
  }

  private static void publish(TestIssuer... shown) {
    var all = new JWKSet(Arrays.stream(shown).flatMap(i -> i.keys().getKeys().stream()).toList());
    outside.answering("/keys", exchange -> UpstreamStub.reply(exchange, 200, all.toString()));
  }

  private static HttpResponse<String> bearing(String token) throws Exception {
    return gateway.send(gateway.request("/api/tasks").header("Authorization", "Bearer " + token));
  }
}

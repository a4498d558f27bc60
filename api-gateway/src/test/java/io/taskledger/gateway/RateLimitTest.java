package io.taskledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private static final String SLOW_CLIENTS = "limits.client.per-second=1";

  @Test
  void aUserWhoSendsTooFastIsToldWhenToComeBackAndOthersDoNotNotice() throws Exception {
    try (var gateway = new GatewayFixture(SLOW_CLIENTS, "limits.client.burst=6")) {
      String anna = gateway.issuer.tokenFor("anna");
      String ben = gateway.issuer.tokenFor("ben");

      for (int i = 0; i < 6; i++) {
        assertThat(read(gateway, anna).statusCode()).isEqualTo(200);
      }
      var answer = read(gateway, anna);

      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.body()).contains("\"code\":\"too-many-requests\"");
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(read(gateway, ben).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aNewTokenIsNoWayAroundTheLimit() throws Exception {
    try (var gateway = new GatewayFixture(SLOW_CLIENTS, "limits.client.burst=3")) {
      for (int i = 0; i < 3; i++) {
        assertThat(read(gateway, gateway.issuer.tokenFor("anna")).statusCode()).isEqualTo(200);
      }
      assertThat(read(gateway, gateway.issuer.tokenFor("anna")).statusCode()).isEqualTo(429);
    }
  }

  @Test
  void anAddressCannotHaveBadTokensVerifiedWithoutEnd() throws Exception {
    try (var gateway = new GatewayFixture(SLOW_CLIENTS, "limits.client.burst=2")) {
      String forged = new TestIssuer("key-1").token();
      assertThat(read(gateway, forged).statusCode()).isEqualTo(401);
      assertThat(read(gateway, forged).statusCode()).isEqualTo(401);
      assertThat(read(gateway, forged).statusCode()).isEqualTo(429);
    }
  }

  @Test
  void loginsAreLimitedByAddressMoreStrictly() throws Exception {
    try (var gateway =
        new GatewayFixture("limits.identity.per-second=1", "limits.identity.burst=2")) {
      assertThat(login(gateway).statusCode()).isEqualTo(200);
      assertThat(login(gateway).statusCode()).isEqualTo(200);
      assertThat(login(gateway).statusCode()).isEqualTo(429);
      assertThat(read(gateway, gateway.issuer.token()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anAddressOpensSoManyAccountsAnHourAndLogsInAllTheSame() throws Exception {
    try (var gateway = new GatewayFixture("limits.registrations.per-hour=2")) {
      assertThat(register(gateway).statusCode()).isEqualTo(200);
      assertThat(register(gateway).statusCode()).isEqualTo(200);
      var refused = register(gateway);

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
          .isBetween(1_700, 1_800);
      assertThat(login(gateway).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void limitsCanBeSwitchedOff() throws Exception {
    try (var gateway = new GatewayFixture("limits.enabled=false", "limits.identity.burst=1")) {
      for (int i = 0; i < 5; i++) {
        assertThat(login(gateway).statusCode()).isEqualTo(200);
      }
    }
  }

  private static HttpResponse<String> read(GatewayFixture gateway, String token) throws Exception {
    return gateway.send(gateway.request("/api/tasks").header("Authorization", "Bearer " + token));
  }

  private static HttpResponse<String> register(GatewayFixture gateway) throws Exception {
    return gateway.send(gateway.request("/api/users").POST(BodyPublishers.ofString("{}")));
  }

  private static HttpResponse<String> login(GatewayFixture gateway) throws Exception {
    return gateway.send(gateway.request("/api/sessions").POST(BodyPublishers.ofString("{}")));
  }
}

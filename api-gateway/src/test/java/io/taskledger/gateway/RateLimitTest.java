package io.taskledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.gateway.token.TestIssuer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private static final String SLOW_CLIENTS = "limits.client.per-second=1";

  @Test
  void aUserWhoSendsTooFastIsToldWhenToComeBackAndOthersDoNotNotice() throws Exception {
    try (var house = new House(SLOW_CLIENTS, "limits.client.burst=6")) {
      String anna = house.issuer.tokenFor("anna");
      String ben = house.issuer.tokenFor("ben");

      for (int i = 0; i < 6; i++) {
        assertThat(read(house, anna).statusCode()).isEqualTo(200);
      }
      var answer = read(house, anna);

      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.body()).contains("\"code\":\"too-many-requests\"");
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(read(house, ben).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aNewTokenIsNoWayAroundTheLimit() throws Exception {
    try (var house = new House(SLOW_CLIENTS, "limits.client.burst=3")) {
      for (int i = 0; i < 3; i++) {
        assertThat(read(house, house.issuer.tokenFor("anna")).statusCode()).isEqualTo(200);
      }
      assertThat(read(house, house.issuer.tokenFor("anna")).statusCode()).isEqualTo(429);
    }
  }

  @Test
  void anAddressCannotHaveBadTokensVerifiedWithoutEnd() throws Exception {
    try (var house = new House(SLOW_CLIENTS, "limits.client.burst=2")) {
      String forged = new TestIssuer("key-1").token();
      assertThat(read(house, forged).statusCode()).isEqualTo(401);
      assertThat(read(house, forged).statusCode()).isEqualTo(401);
      assertThat(read(house, forged).statusCode()).isEqualTo(429);
    }
  }

  @Test
  void loginsAreLimitedByAddressMoreStrictly() throws Exception {
    try (var house = new House("limits.identity.per-second=1", "limits.identity.burst=2")) {
      assertThat(login(house).statusCode()).isEqualTo(200);
      assertThat(login(house).statusCode()).isEqualTo(200);
      assertThat(login(house).statusCode()).isEqualTo(429);
      assertThat(read(house, house.issuer.token()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void limitsCanBeSwitchedOff() throws Exception {
    try (var house = new House("limits.enabled=false", "limits.identity.burst=1")) {
      for (int i = 0; i < 5; i++) {
        assertThat(login(house).statusCode()).isEqualTo(200);
      }
    }
  }

  private static HttpResponse<String> read(House house, String token) throws Exception {
    return house.send(house.request("/api/tasks").header("Authorization", "Bearer " + token));
  }

  private static HttpResponse<String> login(House house) throws Exception {
    return house.send(house.request("/api/sessions").POST(BodyPublishers.ofString("{}")));
  }
}

package io.taskledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.query.given.Api;
import io.taskledger.query.given.Issuer;
import io.taskledger.query.given.QuerySideTest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@QuerySideTest
class AccessTest {
  private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

  private final UUID anna = UUID.randomUUID();
  private final Api api;

  @Autowired
  AccessTest(Api api) {
    this.api = api;
  }

  private Api.Answer with(String token) {
    return api.send("GET", "/api/tasks", "Authorization", "Bearer " + token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/tasks", "/api/dashboard", "/api/audit", "/nothing-here"})
  void nobodyGetsInWithoutAToken(String path) {
    var answer = api.send("GET", path, "Accept", "application/json");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("unauthenticated");
  }

  @Test
  void aTokenOfAnotherIssuerOrATamperedOneIsRefused() {
    String token = Issuer.token(anna);

    assertThat(with(Issuer.token(anna, "somebody", LATER)).status()).isEqualTo(401);
    assertThat(with(token.substring(0, token.length() - 8) + "AAAAAAAA").status()).isEqualTo(401);
    assertThat(with("x").status()).isEqualTo(401);
  }

  @Test
  void anExpiredTokenIsToldFromABadOne() {
    String token = Issuer.token(anna, "taskledger", Instant.parse("2020-01-01T00:00:00Z"));

    assertThat(with(token).code()).isEqualTo("token-expired");
  }

  @Test
  void anUnknownPathIsAProblem() {
    var answer = api.get(anna, "/api/nothing-here");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("not-found");
  }

  @Test
  void nothingIsWrittenHere() {
    var answer = api.send("POST", "/api/tasks", "Authorization", "Bearer " + Issuer.token(anna));

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.code()).isEqualTo("method-not-allowed");
  }

  @Test
  void theManagementPortTellsHealthAndMetrics() {
    assertThat(api.manage("/actuator/health/liveness").status()).isEqualTo(200);
    assertThat(api.manage("/actuator/health/readiness").status()).isEqualTo(200);
    assertThat(api.manage("/actuator/health").json().path("status").asString()).isEqualTo("UP");
    assertThat(api.manage("/actuator/metrics").status()).isEqualTo(200);
  }
}

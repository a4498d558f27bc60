package io.taskledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.query.given.Api;
import io.taskledger.query.given.Issuer;
import io.taskledger.query.given.QuerySideTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** With an outside OpenID Connect issuer in place of command-side. */
@QuerySideTest
class OutsideIssuerTest {
  private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");
  private static final Issuer outside = new Issuer();

  private final Api api;

  @Autowired
  OutsideIssuerTest(Api api) {
    this.api = api;
  }

  @DynamicPropertySource
  static void issuer(DynamicPropertyRegistry properties) {
    properties.add("taskledger.oidc.issuer", outside::name);
    properties.add("taskledger.oidc.audience", () -> "taskledger");
  }

  @Test
  void itsTokensAreTakenAndItsRolesCount() {
    String token = outside.sign("anna", outside.name(), LATER, List.of());
    assertThat(with("/api/tasks", token).status()).isEqualTo(200);
    assertThat(with("/api/audit", token).status()).isEqualTo(403);

    String admin = outside.sign("otto", outside.name(), LATER, List.of("admin"));
    assertThat(with("/api/audit", admin).status()).isEqualTo(200);
  }

  @Test
  void tokensOfCommandSideAreNot() {
    assertThat(with("/api/tasks", Issuer.token(UUID.randomUUID())).status()).isEqualTo(401);
  }

  private Api.Answer with(String path, String token) {
    return api.send("GET", path, "Authorization", "Bearer " + token);
  }
}

package io.taskledger.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

class ServiceTokensTest {
  @Test
  void whileTheTokenIsBeingReplacedBothAreAccepted() {
    var tokens = new ServiceTokens("new", "old");

    assertThat(isAccepted(tokens, "new")).isTrue();
    assertThat(isAccepted(tokens, "old")).isTrue();
    assertThat(isAccepted(tokens, "older")).isFalse();
  }

  @Test
  void withoutAPreviousTokenThereIsOne() {
    var tokens = new ServiceTokens("new", " ");

    assertThat(isAccepted(tokens, "new")).isTrue();
    assertThat(isAccepted(tokens, "old")).isFalse();
  }

  @Test
  void aMissingTokenFailsTheStartAndNamesItsVariable() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ServiceTokens("", "old"))
        .withMessageContaining("TASKLEDGER_SERVICE_TOKEN");
  }

  private static boolean isAccepted(ServiceTokens tokens, String token) {
    return tokens.authenticate(new BearerTokenAuthenticationToken(token))
        instanceof ServiceAuthentication;
  }
}

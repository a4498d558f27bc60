package io.taskledger.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SigningKeysTest {

  private Instant now = Instant.parse("2026-08-01T12:00:00Z");
  private JWKSet shown = new TestIssuer("old").keys();
  private boolean away;
  private int fetches;
  private final SigningKeys keys = new SigningKeys(this::fetch, () -> now);

  @Test
  void areFetchedWithTheFirstTokenAndThenKept() throws Exception {
    assertThat(fetches).isZero();
    assertThat(isKnown("old")).isTrue();
    assertThat(isKnown("old")).isTrue();
    assertThat(fetches).isEqualTo(1);
  }

  @Test
  void areFetchedAgainWhenATokenNamesANewOne() throws Exception {
    isKnown("old");
    shown = new TestIssuer("new").keys();
    pass(Duration.ofSeconds(2));

    assertThat(isKnown("new")).isTrue();
    assertThat(isKnown("old")).isFalse();
  }

  @Test
  void madeUpNamesAreNotAFetchEach() throws Exception {
    for (int i = 0; i < 100; i++) {
      assertThat(isKnown("made-up-" + i)).isFalse();
    }
    assertThat(fetches).isEqualTo(1);
  }

  @Test
  void aWithdrawnKeyIsForgottenInTime() throws Exception {
    isKnown("old");
    shown = new TestIssuer("new").keys();
    pass(Duration.ofMinutes(11));

    assertThat(isKnown("old")).isFalse();
  }

  @Test
  void knownOnesGoOnServingWhileTheIssuerIsAway() throws Exception {
    isKnown("old");
    away = true;
    pass(Duration.ofHours(3));

    assertThat(isKnown("old")).isTrue();
  }

  @Test
  void anUnknownOneIsNotCalledForgedWhileTheIssuerIsAway() throws Exception {
    away = true;
    assertThatThrownBy(() -> isKnown("old")).isInstanceOf(KeySourceException.class);
    assertThatThrownBy(() -> isKnown("old")).isInstanceOf(KeySourceException.class);
    assertThat(fetches).isEqualTo(1);

    away = false;
    pass(Duration.ofSeconds(2));
    assertThat(isKnown("old")).isTrue();
  }

  private boolean isKnown(String keyId) throws KeySourceException {
    var selector = new JWKSelector(new JWKMatcher.Builder().keyID(keyId).build());
    return !keys.get(selector, null).isEmpty();
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private JWKSet fetch() throws IOException {
    fetches++;
    if (away) {
      throw new IOException("nobody there");
    }
    return shown;
  }
}

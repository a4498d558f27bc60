package io.taskledger.web.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {
  private Instant now = Instant.parse("2026-08-01T12:00:00Z");
  private JWKSet published = keySet("old");
  private boolean away;
  private int fetches;
  private final IssuerKeys keys = new IssuerKeys(this::fetch, () -> now);

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
    published = keySet("new");
    pass(Duration.ofSeconds(2));

    assertThat(isKnown("new")).isTrue();
    assertThat(isKnown("old")).isFalse();
  }

  @Test
  void madeUpNamesCauseTwoFetchesASecondAtMost() throws Exception {
    for (int i = 0; i < 100; i++) {
      assertThat(isKnown("made-up-" + i)).isFalse();
    }
    assertThat(fetches).isEqualTo(2);
  }

  @Test
  void aWithdrawnKeyIsForgottenInTime() throws Exception {
    isKnown("old");
    published = keySet("new");
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
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> isKnown("old")).isInstanceOf(KeySourceException.class);
    }
    assertThat(fetches).isEqualTo(2);

    away = false;
    pass(Duration.ofSeconds(2));
    assertThat(isKnown("old")).isTrue();
  }

  @Test
  void anUnknownOneIsNotCalledForgedWhileOthersAreKnownAndTheIssuerIsAway() throws Exception {
    isKnown("old");
    away = true;
    pass(Duration.ofSeconds(2));

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> isKnown("new")).isInstanceOf(KeySourceException.class);
    }
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
    return published;
  }

  private static JWKSet keySet(String keyId) {
    try {
      return new JWKSet(new ECKeyGenerator(Curve.P_256).keyID(keyId).generate().toPublicJWK());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.taskledger.command.sessions;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.taskledger.command.identity.BuiltInIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The ES256 keys that access tokens are signed with, as this process knows them. It looks again
 * once a minute, and at once when a token names a key that another process may have made.
 */
@Component
@BuiltInIdentity
class SigningKeys implements JWKSource<SecurityContext> {
  /** Neither made-up key names nor callers who waited for one another are a look each. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final SigningKeyTable table;
  private final Clock clock;
  private final ReentrantLock looking = new ReentrantLock();
  private Instant nextLook = Instant.MIN;
  private volatile List<SigningKey> keys;

  SigningKeys(SigningKeyTable table, Clock clock) {
    this.table = table;
    this.clock = clock;
    this.keys = table.turn(clock.instant());
  }

  /** The key to sign with. */
  ECKey current() {
    return KeyRotation.signing(keys, clock.instant()).key();
  }

  /** Makes and deletes keys as their times come. */
  void turn() {
    keys = table.turn(clock.instant());
  }

  /** The keys for signing and verifying here. */
  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
      throws KeySourceException {
    List<JWK> matching = selector.select(set());
    return matching.isEmpty() ? lookAgain(selector) : matching;
  }

  /** The public halves, for everybody else. */
  JWKSet publicKeys() {
    return set().toPublicJWKSet();
  }

  private List<JWK> lookAgain(JWKSelector selector) throws KeySourceException {
    looking.lock();
    try {
      Instant now = clock.instant();
      if (!now.isBefore(nextLook)) {
        keys = table.read();
        nextLook = now.plus(PAUSE);
      }
      return selector.select(set());
    } catch (DataAccessException away) {
      throw new KeySourceException("the signing keys cannot be read", away);
    } finally {
      looking.unlock();
    }
  }

  private JWKSet set() {
    return new JWKSet(keys.stream().<JWK>map(SigningKey::key).toList());
  }
}

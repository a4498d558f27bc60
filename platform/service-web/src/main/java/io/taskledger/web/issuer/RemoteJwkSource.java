package io.taskledger.web.issuer;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that tokens are signed with, fetched when the first token arrives and again when one
 * names a key that is not known. While the issuer is away the keys that are known go on serving.
 */
public final class RemoteJwkSource implements JWKSource<SecurityContext> {

  /** Where the keys come from. */
  interface Source {
    JWKSet fetch() throws IOException, ParseException;
  }

  private static final Logger log = LoggerFactory.getLogger(RemoteJwkSource.class);

  /** After this long the keys are fetched anew, so that a withdrawn key stops working. */
  private static final Duration FRESH = Duration.ofMinutes(10);

  /** Neither made-up key names nor callers who waited for one another are a fetch each. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Source source;
  private final InstantSource clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile @Nullable Known known;
  private Instant nextTry = Instant.MIN;
  private boolean lastTryFailed;

  private record Known(JWKSet keys, Instant since) {}

  RemoteJwkSource(Source source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
      throws KeySourceException {
    Known current = known;
    if (current != null) {
      List<JWK> matching = selector.select(current.keys());
      // A slow issuer holds up the one who asks it anew, and nobody whose key is known.
      if (!matching.isEmpty() && (isFresh(current) || fetching.isLocked())) {
        return matching;
      }
    }
    return fetch(selector);
  }

  private boolean isFresh(Known current) {
    return clock.instant().isBefore(current.since().plus(FRESH));
  }

  private List<JWK> fetch(JWKSelector selector) throws KeySourceException {
    fetching.lock();
    try {
      Instant now = clock.instant();
      if (!now.isBefore(nextTry)) {
        tryToFetch(now);
        nextTry = clock.instant().plus(PAUSE);
      }
      Known current = known;
      List<JWK> matching = current == null ? List.of() : selector.select(current.keys());
      if (matching.isEmpty() && lastTryFailed) {
        throw new KeySourceException("the keys of the issuer cannot be fetched");
      }
      return matching;
    } finally {
      fetching.unlock();
    }
  }

  private void tryToFetch(Instant now) {
    try {
      known = new Known(source.fetch(), now);
      lastTryFailed = false;
    } catch (IOException | ParseException e) {
      lastTryFailed = true;
      log.warn("signing keys not fetched, {}: {}", known == null ? "none known" : "kept", e + "");
    }
  }
}

package io.taskledger.web.issuer;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that an issuer publishes, kept by Nimbus: fetched with the first token, anew in the
 * background before they are ten minutes old, and at once when a token names an unknown key, though
 * not more than twice a second. While the issuer is away the known keys go on serving.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {
  /** Fetches the keys. */
  interface Fetch {
    JWKSet keys() throws IOException, ParseException;
  }

  private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);

  /** A withdrawn key stops working after this long. */
  private static final Duration FRESH = Duration.ofMinutes(10);

  private static final Duration REFRESH_AHEAD = Duration.ofMinutes(2);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final Duration RATE_INTERVAL = Duration.ofSeconds(1);

  private final Fetch fetch;
  private final InstantSource clock;
  private final JWKSetSource<SecurityContext> cached;
  private volatile boolean lastFetchFailed;

  IssuerKeys(Fetch fetch, InstantSource clock) {
    this.fetch = fetch;
    this.clock = clock;
    var built =
        JWKSourceBuilder.create(new Fetched())
            .cache(FRESH.toMillis(), LONGEST_WAIT.toMillis())
            .refreshAheadCache(
                REFRESH_AHEAD.toMillis(),
                null,
                Executors.newVirtualThreadPerTaskExecutor(),
                true,
                null,
                false)
            .rateLimited(RATE_INTERVAL.toMillis())
            .outageTolerantForever()
            .build();
    this.cached = ((JWKSetBasedJWKSource<SecurityContext>) built).getJWKSetSource();
  }

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
      throws KeySourceException {
    long now = clock.millis();
    JWKSet known = cached.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), now, context);
    List<JWK> matching = selector.select(known);
    if (matching.isEmpty()) {
      matching = selector.select(refreshed(known, now, context));
    }
    if (matching.isEmpty() && lastFetchFailed) {
      throw new KeySourceException("The keys of the issuer cannot be fetched");
    }
    return matching;
  }

  private JWKSet refreshed(JWKSet known, long now, @Nullable SecurityContext context)
      throws KeySourceException {
    try {
      return cached.getJWKSet(JWKSetCacheRefreshEvaluator.referenceComparison(known), now, context);
    } catch (RateLimitReachedException askedJustNow) {
      return known;
    }
  }

  private final class Fetched implements JWKSetSource<SecurityContext> {
    @Override
    public JWKSet getJWKSet(
        JWKSetCacheRefreshEvaluator evaluator, long now, @Nullable SecurityContext context)
        throws KeySourceException {
      try {
        JWKSet keys = fetch.keys();
        lastFetchFailed = false;
        return keys;
      } catch (IOException | ParseException failed) {
        lastFetchFailed = true;
        log.warn("The keys of the issuer cannot be fetched: {}", failed.toString());
        throw new JWKSetRetrievalException("The keys of the issuer cannot be fetched", failed);
      }
    }

    @Override
    public void close() {
      // Nothing is held open.
    }
  }
}

package io.taskledger.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.taskledger.gateway.settings.GatewaySettings;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * A token bucket for every client, in this process's memory: with several gateways a client may
 * send as many times the limit.
 */
@Component
public final class RateLimits {

  private static final int MOST_CLIENTS = 100_000;

  /** Long enough for any bucket to be full again, so that forgetting it changes nothing. */
  private static final Duration IDLE = Duration.ofMinutes(5);

  private final boolean enabled;
  private final int perSecond;
  private final int burst;
  private final int identityPerSecond;
  private final int identityBurst;
  private final Cache<String, Bucket> clients = buckets();
  private final Cache<String, Bucket> identity = buckets();

  RateLimits(GatewaySettings settings) {
    var limits = settings.limits();
    enabled = limits.enabled();
    perSecond = limits.client().perSecond();
    burst = limits.client().burst();
    identityPerSecond = limits.identity().perSecond();
    identityBurst = limits.identity().burst();
  }

  /**
   * @param client a user's id, or an address
   * @throws ProblemException 429 if that client has used up what it may send for now
   */
  public void countRequestOf(String client) {
    if (enabled) {
      take(clients.get(client, c -> bucket(perSecond, burst)));
    }
  }

  /**
   * @throws ProblemException 429 if that address has tried too many registrations, logins and
   *     refreshes
   */
  public void countIdentityRequestOf(String address) {
    if (enabled) {
      take(identity.get(address, a -> bucket(identityPerSecond, identityBurst)));
    }
  }

  private static void take(Bucket bucket) {
    var taken = bucket.tryConsumeAndReturnRemaining(1);
    if (!taken.isConsumed()) {
      long nanos = taken.getNanosToWaitForRefill();
      throw ProblemException.of(
              ErrorCode.TOO_MANY_REQUESTS,
              "You send faster than is allowed. Wait as long as Retry-After says, and go on more"
                  + " slowly.")
          .retryAfter(Duration.ofNanos(nanos));
    }
  }

  private static Bucket bucket(int perSecond, int burst) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
        .build();
  }

  private static Cache<String, Bucket> buckets() {
    return Caffeine.newBuilder().maximumSize(MOST_CLIENTS).expireAfterAccess(IDLE).build();
  }
}

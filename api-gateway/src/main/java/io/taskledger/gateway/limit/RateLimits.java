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

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final boolean enabled;
  private final int perSecond;
  private final int burst;
  private final int identityPerSecond;
  private final int identityBurst;
  private final int registrationsPerHour;
  private final Cache<String, Bucket> clients = buckets(IDLE);
  private final Cache<String, Bucket> identity = buckets(IDLE);
  private final Cache<String, Bucket> registrations = buckets(HOUR);

  RateLimits(GatewaySettings settings) {
    var limits = settings.limits();
    enabled = limits.enabled();
    perSecond = limits.client().perSecond();
    burst = limits.client().burst();
    identityPerSecond = limits.identity().perSecond();
    identityBurst = limits.identity().burst();
    registrationsPerHour = limits.registrations().perHour();
  }

  /**
   * @param client a user's id, or an address
   * @throws ProblemException 429 if that client has used up what it may send for now
   */
  public void countRequestOf(String client) {
    if (enabled) {
      take(clients.get(client, c -> bucket(perSecond, SECOND, burst)));
    }
  }

  /**
   * @throws ProblemException 429 if that address has tried too many registrations, logins and
   *     refreshes
   */
  public void countIdentityRequestOf(String address) {
    if (enabled) {
      take(identity.get(address, a -> bucket(identityPerSecond, SECOND, identityBurst)));
    }
  }

  /**
   * @throws ProblemException 429 if that address has opened too many accounts within the hour
   */
  public void countRegistrationOf(String address) {
    if (enabled) {
      take(
          registrations.get(
              address, a -> bucket(registrationsPerHour, HOUR, registrationsPerHour)));
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

  private static Bucket bucket(int refill, Duration period, int burst) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(burst).refillGreedy(refill, period))
        .build();
  }

  private static Cache<String, Bucket> buckets(Duration idle) {
    return Caffeine.newBuilder().maximumSize(MOST_CLIENTS).expireAfterAccess(idle).build();
  }
}

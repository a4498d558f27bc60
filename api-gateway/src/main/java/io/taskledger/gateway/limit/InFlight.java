package io.taskledger.gateway.limit;

import io.taskledger.gateway.settings.GatewaySettings;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/**
 * How many requests of one client are under way at the same time. The rate alone does not bound
 * what waits: a few hundred reads that each wait ten seconds would take every connection to a
 * service.
 */
@Component
public final class InFlight {
  private final boolean enabled;
  private final GatewaySettings.InFlight limits;
  private final ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();

  /** What a request is, as far as its cost goes. */
  public enum Kind {
    /** Answered at once. */
    REQUEST,
    /** A read that waits until a view includes a position. */
    WAITING,
    /** A search, or a read of the past: it may take a database connection for seconds. */
    COSTLY,
    /** An export. */
    EXPORT,
    /** A live stream. */
    STREAM
  }

  InFlight(GatewaySettings settings) {
    enabled = settings.limits().enabled();
    limits = settings.limits().inFlight();
  }

  /** Gives a place back. */
  @FunctionalInterface
  public interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Takes a place.
   *
   * @param client a user's id, or an address
   * @throws ProblemException 429 when the client has too many requests of that kind under way
   */
  public Place enter(String client, Kind kind) {
    if (!enabled) {
      return () -> {};
    }
    int most =
        switch (kind) {
          case REQUEST -> limits.requests();
          case WAITING -> limits.waiting();
          case COSTLY -> limits.costly();
          case EXPORT -> limits.exports();
          case STREAM -> limits.streams();
        };
    String key = kind + " " + client;
    counts.compute(
        key,
        (name, count) -> {
          if (count != null && count >= most) {
            throw ProblemException.of(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "At most "
                        + most
                        + " requests of this kind may be under way at once. Wait for answers.")
                .retryAfter(Duration.ofSeconds(1));
          }
          return count == null ? 1 : count + 1;
        });
    return () ->
        counts.computeIfPresent(
            key, (name, count) -> count > 1 ? Integer.valueOf(count - 1) : null);
  }
}

package io.taskledger.gateway.limit;

import io.taskledger.gateway.settings.GatewaySettings;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** How many bytes of request bodies are held in memory: bound for each client, and for all. */
@Component
public final class BufferedBytes {
  private final long mostOfClient;
  private final long mostOfAll;
  private final ConcurrentMap<String, Long> clients = new ConcurrentHashMap<>();
  private final AtomicLong all = new AtomicLong();

  BufferedBytes(GatewaySettings settings) {
    mostOfClient = settings.buffered().client().toBytes();
    mostOfAll = settings.buffered().all().toBytes();
  }

  /**
   * Begins to count for a request.
   *
   * @param client a user's id, or an address
   */
  public Lease lease(String client) {
    return new Lease(client);
  }

  /** How many bytes are held at the moment. */
  long held() {
    return all.get();
  }

  /** The bytes of one request; closing gives them back. */
  public final class Lease implements AutoCloseable {
    private final String client;
    private long bytes;

    private Lease(String client) {
      this.client = client;
    }

    /**
     * Takes more bytes.
     *
     * @throws ProblemException 429 when the client holds too many, 503 when all together do
     */
    public void grow(long more) {
      clients.compute(
          client,
          (name, held) -> {
            long wanted = (held == null ? 0 : held) + more;
            if (wanted > mostOfClient) {
              throw ProblemException.of(
                      ErrorCode.TOO_MANY_REQUESTS,
                      "The bodies that you are sending are too large together. Send one after the"
                          + " other.")
                  .retryAfter(Duration.ofSeconds(1));
            }
            return wanted;
          });
      bytes += more;
      if (all.addAndGet(more) > mostOfAll) {
        // Closing gives it back.
        throw ProblemException.of(
            ErrorCode.SERVICE_UNAVAILABLE,
            "Too many bodies are being sent at the moment. Nothing was changed; try again soon.");
      }
    }

    @Override
    public void close() {
      if (bytes > 0) {
        all.addAndGet(-bytes);
        clients.computeIfPresent(client, (name, held) -> held > bytes ? held - bytes : null);
        bytes = 0;
      }
    }
  }
}

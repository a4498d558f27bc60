package io.taskledger.query.readyourwrites;

import static io.taskledger.web.PositionTokens.MIN_POSITION_HEADER;

import io.taskledger.query.viewprogress.PostgresViewProgress;
import io.taskledger.query.viewprogress.RedisViewProgress;
import io.taskledger.query.viewprogress.View;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import io.taskledger.web.security.CallerAuthentication;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import redis.clients.jedis.RedisClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds a request back until the view that it reads includes the commands whose positions it names.
 * Called by each controller when the request is known to be good, so that a bad one is refused at
 * once.
 */
@Component
public final class ReadYourWrites {
  private final Map<View, PendingReads> waiters = new EnumMap<>(View.class);
  private final Map<UUID, Integer> waitingOf = new ConcurrentHashMap<>();
  private final PositionReader positions;
  private final int mostWaiting;
  private final Map<View, List<Runnable>> listeners = new ConcurrentHashMap<>();

  /**
   * Over the views in both stores.
   *
   * @param mostWaiting how many reads of one user may wait at once; the gateway has a bound, too
   */
  ReadYourWrites(
      PositionReader positions,
      JdbcClient jdbc,
      RedisClient redis,
      JsonMapper json,
      @Value("${taskledger.waiting-reads}") int mostWaiting) {
    this.positions = positions;
    this.mostWaiting = mostWaiting;
    for (View view : View.values()) {
      waiters.put(
          view,
          new PendingReads(
              switch (view) {
                case TASK_LIST, TASK_VERSIONS, AUDIT_TRAIL -> new PostgresViewProgress(view, jdbc);
                case DASHBOARD -> new RedisViewProgress(redis, jdbc, json);
              }));
    }
  }

  /**
   * Returns as soon as the view has applied what the request asks for.
   *
   * @throws ProblemException when that takes longer than the request is willing to wait, its tokens
   *     are malformed, or too many reads of the caller wait already
   */
  public void await(View view, HttpServletRequest request) {
    List<String> header = Collections.list(request.getHeaders(MIN_POSITION_HEADER));
    if (header.isEmpty() || reached(view, header, request)) {
      return;
    }
    throw ProblemException.of(
        ErrorCode.VIEW_BEHIND,
        "Your change is stored and will be visible soon. Try again, or read without "
            + MIN_POSITION_HEADER
            + ".");
  }

  /** Runs this, which must not take long, whenever the view has applied something. */
  public void whenAnnounced(View view, Runnable listener) {
    listeners.computeIfAbsent(view, none -> new CopyOnWriteArrayList<>()).add(listener);
  }

  /** A consumer has applied something. */
  void announced(String consumer) {
    View.of(consumer).ifPresent(this::announced);
  }

  /** The view has applied something, or may have while nobody listened. */
  void announced(View view) {
    of(view).lookAgain();
    listeners.getOrDefault(view, List.of()).forEach(Runnable::run);
  }

  /** How many requests wait for the view. */
  int waiting(View view) {
    return of(view).count();
  }

  private boolean reached(View view, List<String> header, HttpServletRequest request) {
    try {
      Optional<Map<UUID, Long>> wanted = positions.read(String.join(",", header));
      return wanted.isPresent()
          && of(view)
              .await(
                  wanted.get(),
                  PreferWait.of(request),
                  new RoomOf(CallerAuthentication.current().caller().userId().value()));
    } catch (InterruptedException shuttingDown) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The places of one user's reads that wait. */
  private final class RoomOf implements PendingReads.Room {
    private final UUID user;

    RoomOf(UUID user) {
      this.user = user;
    }

    @Override
    public void enter() {
      waitingOf.compute(
          user,
          (same, count) -> {
            if (count != null && count >= mostWaiting) {
              throw ProblemException.of(
                  ErrorCode.TOO_MANY_REQUESTS,
                  "At most " + mostWaiting + " reads of a user may wait at once.");
            }
            return count == null ? 1 : count + 1;
          });
    }

    @Override
    public void leave() {
      waitingOf.computeIfPresent(user, (same, count) -> count > 1 ? count - 1 : null);
    }
  }

  @SuppressWarnings("NullAway") // The constructor puts all views in.
  private PendingReads of(View view) {
    return waiters.get(view);
  }
}

package io.taskledger.query.readyourwrites;

import io.taskledger.query.applied.PostgresApplied;
import io.taskledger.query.applied.RedisApplied;
import io.taskledger.query.applied.View;
import io.taskledger.web.PositionToken;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
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
  private final Map<View, Waiters> waiters = new EnumMap<>(View.class);
  private final Map<View, List<Runnable>> listeners = new ConcurrentHashMap<>();

  ReadYourWrites(JdbcClient jdbc, RedisClient redis, JsonMapper json) {
    for (View view : View.values()) {
      waiters.put(
          view,
          new Waiters(
              switch (view) {
                case TASK_LIST, TASK_VERSIONS, AUDIT_TRAIL -> new PostgresApplied(view, jdbc);
                case DASHBOARD -> new RedisApplied(redis, jdbc, json);
              }));
    }
  }

  /**
   * Returns as soon as the view has applied what the request asks for.
   *
   * @throws ProblemException when that takes longer than the request is willing to wait, or its
   *     tokens are malformed
   */
  public void await(View view, HttpServletRequest request) {
    String header =
        String.join(",", Collections.list(request.getHeaders(PositionToken.MIN_POSITION_HEADER)));
    if (header.isEmpty()) {
      return;
    }
    Map<UUID, Long> wanted =
        PositionToken.read(header).stream()
            .collect(Collectors.toMap(PositionToken::streamId, PositionToken::version, Math::max));
    if (!reached(view, wanted, request)) {
      throw ProblemException.of(
          ErrorCode.VIEW_BEHIND,
          "Your change is safe and will be seen soon. Ask again, or read without "
              + PositionToken.MIN_POSITION_HEADER
              + ".");
    }
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

  private boolean reached(View view, Map<UUID, Long> wanted, HttpServletRequest request) {
    try {
      return of(view).await(wanted, Patience.of(request));
    } catch (InterruptedException shuttingDown) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @SuppressWarnings("NullAway") // The constructor puts all views in.
  private Waiters of(View view) {
    return waiters.get(view);
  }
}

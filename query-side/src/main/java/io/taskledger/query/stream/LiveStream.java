package io.taskledger.query.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What one client is sent. First out of the view what it missed, then what happens, and out of the
 * view again when it was too slow for that. Its thread waits for nobody but this client.
 */
final class LiveStream {
  /** Clients that come back together ask for the same past. */
  private static final long ROUND = 1_000;

  /** So long, or up to twice as long, a client waits before it comes back. Milliseconds. */
  private static final int COME_BACK_AFTER = 1_000;

  private static final Duration LEAST = Duration.ofMillis(1);

  private final ChangeDispatcher hub;
  private final SubscriptionRegistry audience;
  private final TaskVersionRows rows;
  private final Duration heartbeat;
  private final Clock clock;
  private final Subscription subscription;
  private final Instant expiresAt;
  private long last;

  /**
   * A stream of this subscription.
   *
   * @param last the position behind which it begins
   * @param expiresAt when the caller's token does
   */
  LiveStream(
      ChangeDispatcher hub,
      TaskVersionRows rows,
      Clock clock,
      Subscription subscription,
      long last,
      Instant expiresAt) {
    this.hub = hub;
    this.audience = hub.audience();
    this.rows = rows;
    this.heartbeat = hub.settings().heartbeat();
    this.clock = clock;
    this.subscription = subscription;
    this.last = last;
    this.expiresAt = expiresAt;
  }

  /**
   * Sends until the token expires or the service stops.
   *
   * @throws IOException when the client is gone or takes nothing any more
   */
  void send(OutputStream out) throws IOException, InterruptedException {
    int pause = COME_BACK_AFTER + ThreadLocalRandom.current().nextInt(COME_BACK_AFTER);
    // An id without data makes no event, but from now on the client can come back without a hole.
    write(out, "retry: %d\nid: %d\n\n".formatted(pause, last));
    while (!isOver()) {
      catchUp(audience.beginAnew(subscription), out);
      follow(out);
    }
  }

  private boolean isOver() {
    return subscription.isEnded() || !clock.instant().isBefore(expiresAt);
  }

  private void catchUp(long until, OutputStream out) throws IOException, InterruptedException {
    if (last >= until) {
      return;
    }
    long from = last >= audience.beginning() ? last : last / ROUND * ROUND;
    CatchUpSubscription past = hub.tailFrom(from);
    while (!hub.viewHasAll(from, past, pause())) {
      if (isOver()) {
        return;
      }
      write(out, ":\n\n");
    }
    List<Change> page;
    do {
      page = rows.after(last, until, subscription.person());
      for (Change change : page) {
        out.write(change.sent());
        last = change.position();
      }
      out.flush();
      if (isOver()) {
        return;
      }
    } while (page.size() == TaskVersionRows.PAGE);
    last = until;
  }

  private void follow(OutputStream out) throws IOException, InterruptedException {
    while (!isOver() && !subscription.isOverflown()) {
      long told = audience.position();
      Change change = subscription.next(pause());
      if (change != null) {
        pass(change, out);
      } else if (!isOver() && !subscription.isOverflown()) {
        // What concerns this client up to there was in the queue, and that is empty.
        last = Math.max(last, told);
        write(out, ":\nid: " + last + "\n\n");
      }
    }
  }

  private void pass(Change change, OutputStream out) throws IOException {
    if (change.position() > last) {
      out.write(change.sent());
      last = change.position();
    }
    if (subscription.isEmpty()) {
      out.flush();
    }
  }

  private Duration pause() {
    Duration valid = Duration.between(clock.instant(), expiresAt);
    Duration pause = valid.compareTo(heartbeat) < 0 ? valid : heartbeat;
    return pause.compareTo(LEAST) < 0 ? LEAST : pause;
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}

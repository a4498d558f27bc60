package io.taskledger.query.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.eventstream.EventStreamClient;
import io.taskledger.query.readyourwrites.ReadYourWrites;
import io.taskledger.query.stream.CatchUpSubscription.Place;
import io.taskledger.query.stream.CatchUpSubscription.Shown;
import io.taskledger.query.viewprogress.View;
import io.taskledger.web.service.LoopHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Hands what happens to the streams of this instance, in the order of the store and never before
 * the view has it. It waits for no client. While there is no stream it does nothing.
 */
@Component
class ChangeDispatcher implements SmartLifecycle, HealthIndicator {
  private static final Logger log = LoggerFactory.getLogger(ChangeDispatcher.class);

  /** Looks without having been woken: announcements may be lost. */
  private static final Duration UNASKED = Duration.ofSeconds(1);

  /** Under load changes are handed over together. */
  private static final Duration REST = Duration.ofMillis(5);

  private final EventStreamClient feed;
  private final TaskVersionRows rows;
  private final StreamConfiguration.Settings settings;
  private final SubscriptionRegistry audience;
  private final Counter passedOver;
  private final Semaphore wake = new Semaphore(0);

  /** Fair: who goes far back takes it again and again, and others are not to starve. */
  private final ReentrantLock lookingBack = new ReentrantLock(true);

  private @Nullable CatchUpSubscription tail;
  private final LoopHealth health = new LoopHealth();
  private volatile @Nullable Thread worker;

  ChangeDispatcher(
      EventStreamClient feed,
      TaskVersionRows rows,
      StreamConfiguration.Settings settings,
      SubscriptionRegistry audience,
      ReadYourWrites readYourWrites,
      MeterRegistry meters) {
    this.feed = feed;
    this.rows = rows;
    this.settings = settings;
    this.audience = audience;
    passedOver = meters.counter("taskledger.stream.passed.over");
    Gauge.builder("taskledger.stream.open", audience, SubscriptionRegistry::size).register(meters);
    Gauge.builder("taskledger.stream.position", audience, SubscriptionRegistry::position)
        .register(meters);
    readYourWrites.whenAnnounced(View.TASK_VERSIONS, wake::release);
    audience.whenFirstComes(wake::release);
  }

  @Override
  public void start() {
    Thread created = Thread.ofVirtual().name("stream-hub").unstarted(this::run);
    worker = created;
    health.runs(created);
    created.start();
  }

  @Override
  public void stop() {
    Thread running = worker;
    worker = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return worker != null;
  }

  @Override
  public Health health() {
    return health.health();
  }

  SubscriptionRegistry audience() {
    return audience;
  }

  StreamConfiguration.Settings settings() {
    return settings;
  }

  /** The position of the store's last event. */
  long head() {
    return CatchUpSubscription.head(feed);
  }

  CatchUpSubscription tailFrom(long after) {
    return new CatchUpSubscription(feed, rows, settings.patience(), after);
  }

  /**
   * Finds out whether the view has everything behind a position, which is known of what happened
   * since this instance has streams. One at a time looks back, for all who want to go back as far.
   *
   * @param past follows the events behind that position
   * @return false when that time did not suffice; then to be called again
   */
  boolean viewHasAll(long after, CatchUpSubscription past, Duration patience)
      throws InterruptedException {
    long giveUpAt = System.nanoTime() + patience.toNanos();
    if (after >= audience.beginning()) {
      return true;
    }
    if (!lookingBack.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return false;
    }
    try {
      while (after < audience.beginning()) {
        CatchUpSubscription.Step step = past.next();
        if (step.until() >= audience.beginning()) {
          audience.beganAt(after);
        } else if (System.nanoTime() > giveUpAt) {
          return false;
        } else if (!step.more()) {
          Thread.sleep(REST);
        }
      }
      return true;
    } finally {
      lookingBack.unlock();
    }
  }

  /**
   * A stream has no end of its own to wait for, so stopping the service ends it at once. One whose
   * client takes nothing waits in Tomcat, until the time for requests under way is over.
   */
  @EventListener(ContextClosedEvent.class)
  void endStreams() {
    audience.endAll();
  }

  private void run() {
    boolean away = false;
    try {
      while (isRunning()) {
        wake.tryAcquire(UNASKED.toMillis(), TimeUnit.MILLISECONDS);
        wake.drainPermits();
        try {
          look();
          away = false;
          health.worked();
        } catch (RuntimeException failed) {
          health.failed();
          // Begins anew behind what was published last.
          tail = null;
          if (!away) {
            log.warn("The streams stand still: {}", failed.toString());
          }
          away = true;
        }
        Thread.sleep(REST);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    if (audience.goesIfEmpty()) {
      tail = null;
      return;
    }
    if (!audience.isServed()) {
      audience.begin(head());
    }
    if (tail == null) {
      tail = tailFrom(audience.position());
    }
    CatchUpSubscription.Step step;
    do {
      step = tail.next();
      passedOver.increment(step.passedOver());
      publish(step.shown(), step.until());
    } while (step.more() && isRunning());
  }

  /** Somebody may come while the changes are read, so it is seen to again whom they concern. */
  private void publish(List<Shown> shown, long until) {
    Map<Long, Change> read = new HashMap<>();
    List<Shown> left = new ArrayList<>(shown);
    List<Place> wanted = audience.publish(left, read, until);
    while (!wanted.isEmpty()) {
      read.putAll(rows.changes(wanted));
      List<Place> asked = wanted;
      left.removeIf(
          each -> asked.contains(each.place()) && !read.containsKey(each.place().position()));
      wanted = audience.publish(left, read, until);
    }
  }
}

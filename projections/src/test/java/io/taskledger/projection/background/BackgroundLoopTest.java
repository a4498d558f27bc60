package io.taskledger.projection.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class BackgroundLoopTest {
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofHours(1);

  private final LinkedBlockingQueue<String> done = new LinkedBlockingQueue<>();

  @Test
  void theWorkIsDoneAgainAndAgainAlsoWhenItFails() throws InterruptedException {
    var loop =
        shortLoop(
            () -> {
              done.add("tried");
              throw new IllegalStateException("on purpose");
            });
    loop.start();
    for (int time = 0; time < 3; time++) {
      assertThat(next()).isEqualTo("tried");
    }
    loop.stop();
    done.clear();
    assertThat(loop.isRunning()).isFalse();

    loop.start();
    assertThat(next()).isEqualTo("tried");
    loop.stop();
  }

  @Test
  void aLoopWhoseThreadHasEndedIsDown() {
    var loop =
        shortLoop(
            () -> {
              throw new LinkageError("on purpose");
            });
    loop.start();

    await()
        // The error that ends the thread is what is wanted.
        .dontCatchUncaughtExceptions()
        .untilAsserted(() -> assertThat(loop.health().getStatus()).isEqualTo(Status.DOWN));
    loop.stop();
  }

  @Test
  void whoAsksDoesNotWaitForTheEndOfThePause() throws InterruptedException {
    var loop = new BackgroundLoop("test", LONG, LONG, () -> done.add("done"));
    loop.start();
    assertThat(next()).isEqualTo("done");
    loop.soon();
    assertThat(next()).isEqualTo("done");
    loop.stop();
  }

  @Test
  void stoppingInterruptsTheWorkAndWaitsForItsEnd() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var loop =
        shortLoop(
            () -> {
              begun.countDown();
              try {
                Thread.sleep(LONG);
              } finally {
                done.add("ended");
              }
            });
    loop.start();
    begun.await();
    loop.stop();
    assertThat(done).containsExactly("ended");
  }

  private String next() throws InterruptedException {
    return String.valueOf(done.poll(10, TimeUnit.SECONDS));
  }

  private static BackgroundLoop shortLoop(BackgroundLoop.Work work) {
    return new BackgroundLoop("test", SHORT, SHORT, work);
  }
}

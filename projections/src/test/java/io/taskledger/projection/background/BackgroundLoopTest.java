package io.taskledger.projection.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackgroundLoopTest {
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofHours(1);

  private final LinkedBlockingQueue<String> done = new LinkedBlockingQueue<>();

  @Test
  void theWorkIsDoneAgainAndAgainAlsoWhenItFails() throws InterruptedException {
    var repeating =
        new BackgroundLoop(
            "test",
            SHORT,
            SHORT,
            () -> {
              done.add("tried");
              throw new IllegalStateException("on purpose");
            });
    repeating.start();
    for (int time = 0; time < 3; time++) {
      assertThat(next()).isEqualTo("tried");
    }
    repeating.stop();
    done.clear();
    assertThat(repeating.isRunning()).isFalse();

    repeating.start();
    assertThat(next()).isEqualTo("tried");
    repeating.stop();
  }

  @Test
  void whoAsksDoesNotWaitForTheEndOfThePause() throws InterruptedException {
    var repeating = new BackgroundLoop("test", LONG, LONG, () -> done.add("done"));
    repeating.start();
    assertThat(next()).isEqualTo("done");
    repeating.soon();
    assertThat(next()).isEqualTo("done");
    repeating.stop();
  }

  @Test
  void stoppingInterruptsTheWorkAndWaitsForItsEnd() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var repeating =
        new BackgroundLoop(
            "test",
            SHORT,
            SHORT,
            () -> {
              begun.countDown();
              try {
                Thread.sleep(LONG);
              } finally {
                done.add("ended");
              }
            });
    repeating.start();
    begun.await();
    repeating.stop();
    assertThat(done).containsExactly("ended");
  }

  private String next() throws InterruptedException {
    return String.valueOf(done.poll(10, TimeUnit.SECONDS));
  }
}

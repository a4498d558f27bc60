package io.taskledger.projection.admin;

import io.taskledger.projection.rebuild.Rebuild;
import io.taskledger.projection.rebuild.Rebuilds;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tells the progress of a rebuild as server-sent events, until it has ended. */
@Component
class ProgressStream {
  private static final Logger log = LoggerFactory.getLogger(ProgressStream.class);
  private static final Duration EVERY = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Rebuilds rebuilds;

  ProgressStream(Rebuilds rebuilds) {
    this.rebuilds = rebuilds;
  }

  /** The events of one rebuild; an hour at the most, then whoever is interested asks again. */
  SseEmitter of(Rebuild rebuild) {
    var emitter = new SseEmitter(LONGEST.toMillis());
    Thread watcher =
        Thread.ofVirtual().name("watches-" + rebuild.id()).unstarted(() -> tell(emitter, rebuild));
    emitter.onCompletion(watcher::interrupt);
    watcher.start();
    return emitter;
  }

  private void tell(SseEmitter emitter, Rebuild begun) {
    try {
      Rebuild rebuild = begun;
      emitter.send(event(rebuild));
      while (rebuild.isOpen()) {
        Thread.sleep(EVERY);
        rebuild = rebuilds.find(begun.id()).orElseThrow();
        emitter.send(event(rebuild));
      }
      emitter.complete();
    } catch (IOException | IllegalStateException gone) {
      log.debug("Nobody watches {} any more", begun.id(), gone);
    } catch (InterruptedException completed) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failed) {
      emitter.completeWithError(failed);
    }
  }

  private static SseEmitter.SseEventBuilder event(Rebuild rebuild) {
    return SseEmitter.event().name("rebuild.progress").data(RebuildAnswer.of(rebuild));
  }
}

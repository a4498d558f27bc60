package io.taskledger.command.batch;

import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;

/** What one batch may still do: it must not keep others waiting, nor outlive its client. */
final class BatchLimits {
  private final BatchSettings settings;
  private final long begin = System.nanoTime();
  private int changedTasks;

  BatchLimits(BatchSettings settings) {
    this.settings = settings;
  }

  /** Refuses the next command when the batch has done enough. */
  void require() {
    if (System.nanoTime() - begin >= settings.deadline().toNanos()) {
      throw stopped("The batch took longer than " + settings.deadline().toMillis() + " ms.");
    }
    if (changedTasks >= settings.maxChangedTasks()) {
      throw stopped("The batch changed " + changedTasks + " tasks.");
    }
  }

  void spend(int tasks) {
    changedTasks += tasks;
  }

  private static ProblemException stopped(String why) {
    return ProblemException.of(
        ErrorCode.BATCH_STOPPED, why + " Send the commands with this answer again.");
  }
}

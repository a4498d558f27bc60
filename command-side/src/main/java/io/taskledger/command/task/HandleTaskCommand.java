package io.taskledger.command.task;

import io.taskledger.command.platform.idempotency.IdempotencyKey;
import org.jspecify.annotations.Nullable;

/**
 * A command on a task as it travels on the command bus.
 *
 * @param key under which the answer is stored with the events; null for a request without one
 */
public record HandleTaskCommand(TaskCommand command, @Nullable IdempotencyKey key) {
  private static final int OK = 200;
  private static final int CREATED = 201;

  /** The HTTP status of the answer when a command succeeds. */
  public static int status(TaskCommand command) {
    return command instanceof TaskCommand.Creation ? CREATED : OK;
  }
}

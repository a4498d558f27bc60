package io.taskledger.command.platform.http;

import io.taskledger.events.task.TaskId;
import io.taskledger.events.user.UserId;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * One command of a batch.
 *
 * @param variables what the path names
 * @param parameters the query, decoded; of a parameter that is repeated the first
 * @param body empty when none was sent
 */
public record BatchItem(
    UserId actor, Map<String, String> variables, Map<String, String> parameters, ObjectNode body) {

  /** The task that the path names. */
  public TaskId taskId() {
    return PathIds.task(variables.getOrDefault("taskId", ""));
  }
}

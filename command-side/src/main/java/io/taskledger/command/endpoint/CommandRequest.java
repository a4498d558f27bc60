package io.taskledger.command.endpoint;

import io.taskledger.command.dispatch.JsonBody;
import io.taskledger.command.dispatch.TaskBody;
import io.taskledger.command.precondition.Expected;
import io.taskledger.command.task.api.TaskCommand;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.user.UserId;
import io.taskledger.web.Caller;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A command as it was sent, alone or in a batch.
 *
 * @param variables what the path named
 * @param parameters the query, decoded; of a parameter that stands twice the first
 * @param body read only by commands that take one
 */
record CommandRequest(
    Map<String, String> variables,
    Map<String, String> parameters,
    Supplier<JsonBody> body,
    Expected expected,
    Caller caller) {

  UserId actor() {
    return caller.userId();
  }

  /** The task that the path names. */
  TaskId taskId() {
    UUID id = uuid("taskId");
    if (id == null) {
      throw TaskCommand.notFound();
    }
    return new TaskId(id);
  }

  /** An id in the path; null for what is not a UUID. */
  @Nullable UUID uuid(String variable) {
    try {
      return TaskBody.uuid(variables.getOrDefault(variable, ""));
    } catch (IllegalArgumentException notOne) {
      return null;
    }
  }

  /** A query parameter. */
  String parameter(String name, String otherwise) {
    return parameters.getOrDefault(name, otherwise);
  }
}

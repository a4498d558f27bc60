package io.taskledger.command.endpoint;

import io.taskledger.command.dispatch.Commands;
import io.taskledger.command.idempotency.Idempotency;
import io.taskledger.command.idempotency.Idempotency.Answer;
import io.taskledger.command.idempotency.IdempotencyKey;
import io.taskledger.command.task.api.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Does commands, each once, and makes the answers of the HTTP contract out of their outcomes. */
@Component
class TaskCommands {
  private static final JsonMapper JSON = new JsonMapper();

  private final Commands commands;
  private final Idempotency idempotency;

  TaskCommands(Commands commands, Idempotency idempotency) {
    this.commands = commands;
    this.idempotency = idempotency;
  }

  /** What a request is answered; throws the refusal of one that is refused for the first time. */
  Answer answer(CommandRoute route, CommandRequest request, @Nullable IdempotencyKey key) {
    return idempotency.once(
        key,
        outcome -> Answer.of(route.status(), json((Outcome) outcome)),
        () -> commands.send(route.command().apply(request), request.caller()));
  }

  private static String json(Outcome outcome) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("taskId", outcome.taskId().toString())
            .put("version", outcome.version());
    if (outcome.undone() != null) {
      json.set("changes", JSON.valueToTree(outcome.undone().changes()));
      if (!outcome.undone().conflicts().isEmpty()) {
        json.set("conflicts", JSON.valueToTree(outcome.undone().conflicts()));
      }
    }
    if (!outcome.along().isEmpty()) {
      ArrayNode along = json.putArray("along");
      outcome
          .along()
          .forEach(
              (task, version) ->
                  along.addObject().put("taskId", task.toString()).put("version", version));
    }
    return json.toString();
  }
}

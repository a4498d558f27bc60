package io.taskledger.command.endpoint;

import io.taskledger.command.dispatch.JsonBody;
import io.taskledger.command.idempotency.Idempotency;
import io.taskledger.command.idempotency.Idempotency.Answer;
import io.taskledger.command.idempotency.IdempotencyKey;
import io.taskledger.web.Caller;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** {@code POST /api/commands}: several commands, done in order, each with a status of its own. */
@RestController
class BatchEndpoint {
  private static final int MOST = 500;
  private static final int MULTI_STATUS = 207;
  private static final int OURS = 500;

  private final TaskCommands commands;
  private final Idempotency idempotency;

  BatchEndpoint(TaskCommands commands, Idempotency idempotency) {
    this.commands = commands;
    this.idempotency = idempotency;
  }

  @PostMapping(path = "/api/commands", consumes = MediaType.APPLICATION_JSON_VALUE)
  void batch(
      @RequestBody byte[] body,
      HttpServletRequest request,
      HttpServletResponse response,
      Caller caller)
      throws IOException {
    var key =
        IdempotencyKey.of(
            caller.userId(), request.getHeader(IdempotencyKey.HEADER), body, "/api/commands");
    Optional<Answer> before = key == null ? Optional.empty() : idempotency.replay(key);
    if (before.isPresent()) {
      AnswerHeaders.writeBatch(response, before.get());
      return;
    }
    List<JsonNode> list = JsonBody.readList(body);
    if (list.isEmpty() || list.size() > MOST) {
      throw ProblemException.of(
          ErrorCode.INVALID_FIELDS, "A batch has 1 to " + MOST + " commands.");
    }
    if (key != null) {
      idempotency.claim(key);
    }
    ArrayNode answers = new Batch(commands, caller, key).run(list);
    Answer answer = Answer.of(MULTI_STATUS, answers.toString());
    // With a failure of ours in it, sending it again does what is left to do.
    if (key != null && answers.valueStream().allMatch(each -> each.path("status").asInt() < OURS)) {
      idempotency.conclude(key, answer);
    }
    AnswerHeaders.writeBatch(response, answer);
  }
}

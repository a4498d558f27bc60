package io.taskledger.command.platform.http;

import io.taskledger.command.platform.commandgateway.RetryingCommandGateway;
import io.taskledger.command.platform.idempotency.Idempotency;
import io.taskledger.command.platform.idempotency.Idempotency.Answer;
import io.taskledger.command.platform.idempotency.Idempotency.KeyTakenException;
import io.taskledger.command.platform.idempotency.IdempotencyKey;
import io.taskledger.command.task.HandleTaskCommand;
import io.taskledger.command.task.TaskCommand;
import io.taskledger.command.task.TaskResult;
import io.taskledger.web.Caller;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import io.taskledger.web.problem.Problems;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Executes commands on tasks, each once for its idempotency key, and answers them over HTTP. */
@Component
public class TaskCommands {
  private static final int ATTEMPTS = 10;

  private final RetryingCommandGateway gateway;
  private final Idempotency idempotency;
  private final CommandAnswers answers;

  TaskCommands(RetryingCommandGateway gateway, Idempotency idempotency, CommandAnswers answers) {
    this.gateway = gateway;
    this.idempotency = idempotency;
    this.answers = answers;
  }

  /** Executes the command of a request. */
  public ResponseEntity<byte[]> execute(
      TaskCommand command, Caller caller, CommandRequest request) {
    Answer answer = execute(command, caller, request.key(caller.userId()));
    return answers.single(caller.userId(), answer);
  }

  /** Executes a command, or answers what the key was answered before. */
  public Answer execute(TaskCommand command, Caller caller, @Nullable IdempotencyKey key) {
    if (key == null) {
      return answer(send(new HandleTaskCommand(command, null), caller), command);
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Answer> earlier = idempotency.find(key);
      if (earlier.isPresent()) {
        return earlier.get();
      }
      try {
        return first(command, caller, key);
      } catch (KeyTakenException sameRequest) {
        // Its answer is stored by now.
      }
    }
    throw ProblemException.of(
        ErrorCode.CONCURRENT_CHANGE, "Nothing was changed. Try again in a moment.");
  }

  /** A refusal may come of the same request, which was faster: then that one's answer counts. */
  private Answer first(TaskCommand command, Caller caller, IdempotencyKey key) {
    try {
      TaskResult result = send(new HandleTaskCommand(command, key), caller);
      Answer answer = answer(result, command);
      return result.isChanged() ? answer : idempotency.storeIfAbsent(key, answer);
    } catch (ProblemException refusal) {
      Answer counts =
          Idempotency.isStored(refusal)
              ? idempotency.storeIfAbsent(
                  key, Answer.first(refusal.code().status(), Problems.json(refusal)))
              : idempotency.find(key).orElseThrow(() -> refusal);
      if (counts.isReplayed()) {
        return counts;
      }
      throw refusal;
    }
  }

  private TaskResult send(HandleTaskCommand command, Caller caller) {
    return gateway.send(command, caller, TaskResult.class);
  }

  private static Answer answer(TaskResult result, TaskCommand command) {
    return Answer.first(HandleTaskCommand.status(command), result.toJson());
  }
}

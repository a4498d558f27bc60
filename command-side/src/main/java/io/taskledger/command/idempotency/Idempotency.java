package io.taskledger.command.idempotency;

import io.taskledger.command.eventstore.append.AppendCompanions;
import io.taskledger.command.eventstore.append.AppendCompanions.Companion;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import io.taskledger.web.problem.Problems;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Has a request done once, however often it is sent. What it was answered is stored in the
 * transaction of its events, so a crash leaves both or neither. A command without events, or one
 * that was refused, changes nothing; its answer is stored after it.
 */
@Component
public class Idempotency {
  /** Refusals that depend on what the task was then; the others are the same at any time. */
  private static final Set<Integer> KEPT = Set.of(403, 404, 409, 412, 424);

  private static final int ATTEMPTS = 10;
  private static final ScopedValue<Pending> PENDING = ScopedValue.newInstance();

  private final StoredAnswers answers;

  Idempotency(StoredAnswers answers, CommandBus commands) {
    this.answers = answers;
    var ignored = commands.registerHandlerInterceptor(Idempotency::storeWithEvents);
  }

  /** An answer as it is stored: the HTTP status and the JSON body. */
  public record Answer(int status, String json, boolean replayed) {
    /** An answer that is given for the first time. */
    public static Answer of(int status, String json) {
      return new Answer(status, json, false);
    }
  }

  /** Thrown within the command when the same request was faster. */
  private static final class KeyTaken extends RuntimeException {
    KeyTaken() {
      super("the same request was faster", null, false, false);
    }
  }

  private static final class Pending {
    final IdempotencyKey key;
    final Function<Object, Answer> answer;
    boolean stored;

    Pending(IdempotencyKey key, Function<Object, Answer> answer) {
      this.key = key;
      this.answer = answer;
    }
  }

  /**
   * Does a request, or answers what it was answered before.
   *
   * @param key null for a request without one, which is always done
   * @param answer makes the answer out of the command's result
   */
  public Answer once(
      @Nullable IdempotencyKey key, Function<Object, Answer> answer, Supplier<Object> command) {
    if (key == null) {
      return answer.apply(command.get());
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Answer> before = replay(key);
      if (before.isPresent()) {
        return before.get();
      }
      try {
        return first(new Pending(key, answer), command);
      } catch (KeyTaken sameRequest) {
        // It is stored by now.
      }
    }
    throw ProblemException.of(
        ErrorCode.CONCURRENT_CHANGE, "Nothing was changed. Try again in a moment.");
  }

  private Answer first(Pending pending, Supplier<Object> command) {
    try {
      Object result = ScopedValue.where(PENDING, pending).call(command::get);
      Answer answer = pending.answer.apply(result);
      if (!pending.stored) {
        answers.store(pending.key, answer);
      }
      return answer;
    } catch (ProblemException refusal) {
      if (KEPT.contains(refusal.code().status())) {
        answers.store(pending.key, Answer.of(refusal.code().status(), Problems.json(refusal)));
      }
      throw refusal;
    }
  }

  /** What the key was answered; refused when it belongs to another request. */
  public Optional<Answer> replay(IdempotencyKey key) {
    return answers
        .of(key)
        .flatMap(
            stored -> {
              if (!MessageDigest.isEqual(stored.fingerprint(), key.fingerprint())) {
                throw ProblemException.of(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "It came with another request. Choose a new key for each request.");
              }
              return Optional.ofNullable(stored.answer());
            });
  }

  /** Takes the key for a request of several commands, which goes on where it was broken off. */
  public void claim(IdempotencyKey key) {
    answers.claim(key);
  }

  /** Ends what {@link #claim} began. */
  public void conclude(IdempotencyKey key, Answer answer) {
    answers.conclude(key, answer);
  }

  /** Makes room; a key that is older than a day may be used again. */
  @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
  public void forgetExpired() {
    answers.removeExpired();
  }

  private static @Nullable Object storeWithEvents(
      UnitOfWork<? extends CommandMessage<?>> work, InterceptorChain chain) throws Exception {
    if (PENDING.isBound()) {
      Pending pending = PENDING.get();
      AppendCompanions.addLate(
          () -> {
            pending.stored = true;
            return companion(pending, work.getExecutionResult().getResult().getPayload());
          });
    }
    return chain.proceed();
  }

  private static Companion companion(Pending pending, Object result) {
    Answer answer = pending.answer.apply(result);
    return Companion.of(
        KeyTaken::new,
        StoredAnswers.INSERT,
        pending.key.user().value(),
        pending.key.key(),
        pending.key.part(),
        pending.key.fingerprint(),
        answer.status(),
        answer.json());
  }
}

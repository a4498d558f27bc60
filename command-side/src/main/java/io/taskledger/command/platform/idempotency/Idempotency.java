package io.taskledger.command.platform.idempotency;

import io.taskledger.command.eventstore.append.TransactionalWrites.ConditionalWrite;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps what requests with a key were answered, for a day. The answer of a command that has events
 * is stored in their append, so a crash leaves both or neither; an answer without events, or a
 * refusal, is stored afterwards. Of several answers to one key the first that is stored counts.
 */
@Component
public class Idempotency {
  /** Refusals that depend on the state of things; the others are the same at any time. */
  private static final Set<Integer> STORED_REFUSALS = Set.of(403, 404, 409, 412, 424);

  private final StoredAnswers answers;

  Idempotency(StoredAnswers answers) {
    this.answers = answers;
  }

  /** An answer as it is stored: the HTTP status and the JSON body. */
  public record Answer(int status, String json, boolean isReplayed) {
    /** An answer that is given for the first time. */
    public static Answer first(int status, String json) {
      return new Answer(status, json, false);
    }
  }

  /** Thrown by the append of a command when the key has an answer by now. */
  public static final class KeyTakenException extends RuntimeException {
    KeyTakenException() {
      super("The same request was faster", null, false, false);
    }
  }

  /** Whether a refusal is what the key is answered from now on. */
  public static boolean isStored(ProblemException refusal) {
    return STORED_REFUSALS.contains(refusal.code().status())
        && refusal.code() != ErrorCode.CONCURRENT_CHANGE;
  }

  /** Stores an answer in the append of the current command. */
  public static ConditionalWrite write(IdempotencyKey key, Answer answer) {
    return ConditionalWrite.of(
        KeyTakenException::new,
        StoredAnswers.INSERT,
        key.user().value(),
        key.key(),
        key.part(),
        key.fingerprint(),
        answer.status(),
        answer.json());
  }

  /** What the key was answered; refused when it belongs to another request. */
  public Optional<Answer> find(IdempotencyKey key) {
    return answers
        .of(key)
        .flatMap(
            stored -> {
              if (!MessageDigest.isEqual(stored.fingerprint(), key.fingerprint())) {
                throw ProblemException.of(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "The key was sent with another request. Choose a new key for each request.");
              }
              return Optional.ofNullable(stored.answer());
            });
  }

  /** Stores an answer unless the key has one; returns the one that counts. */
  public Answer storeIfAbsent(IdempotencyKey key, Answer answer) {
    return answers.store(key, answer) ? answer : find(key).orElse(answer);
  }

  /** Takes the key for a batch, which continues where it was interrupted when it is sent again. */
  public void claim(IdempotencyKey key) {
    answers.claim(key);
  }

  /** Stores the answer of a batch that {@link #claim} began. */
  public void conclude(IdempotencyKey key, Answer answer) {
    answers.conclude(key, answer);
  }

  /** Deletes expired keys; a key that is older than a day may be used again. */
  @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
  public void deleteExpired() {
    answers.deleteExpired();
  }
}

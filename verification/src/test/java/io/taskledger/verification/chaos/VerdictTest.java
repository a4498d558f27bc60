package io.taskledger.verification.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.devservers.audit.StoredEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What users were told is held against the store. */
class VerdictTest {
  private final Answers answers = new Answers();

  @Test
  void rightAnswersAreNoViolations() {
    answers.add("done", 201);
    answers.add("refused", 412);
    answers.add("open", 503);

    assertThat(Verdict.wronglyTold(answers, List.of(event("done"), event("open")))).isEmpty();
  }

  @Test
  void aCommandThatWasConfirmedAndLostIsFound() {
    answers.add("done", 201);

    assertThat(Verdict.wronglyTold(answers, List.of()))
        .containsExactly("A command that was answered with success is in the store 0 times: done");
  }

  @Test
  void aCommandThatWasDoneTwiceIsFound() {
    answers.add("done", 200);

    assertThat(Verdict.wronglyTold(answers, List.of(event("done"), event("done"))))
        .containsExactly("A command that was answered with success is in the store 2 times: done");
  }

  @Test
  void aCommandThatWasRefusedAndDoneIsFound() {
    answers.add("refused", 412);

    assertThat(Verdict.wronglyTold(answers, List.of(event("refused"))))
        .containsExactly("A command that was refused is in the store: refused");
  }

  private static StoredEvent event(String correlationId) {
    return new StoredEvent(1, "id", 1, "TaskUpdated", correlationId);
  }
}

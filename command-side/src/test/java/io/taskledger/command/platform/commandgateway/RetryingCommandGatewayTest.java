package io.taskledger.command.platform.commandgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;

/** What becomes of commands whose events cannot be stored at once. */
class RetryingCommandGatewayTest {
  private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
  private final RetryingCommandGateway commands =
      new RetryingCommandGateway(DefaultCommandGateway.builder().commandBus(bus).build());
  private final AtomicInteger attempts = new AtomicInteger();

  @Test
  void aRaceIsDecidedAgain() {
    handle(3, new ConcurrencyException("raced"));

    assertThat(commands.send("command", null, String.class)).isEqualTo("done");
    assertThat(attempts.get()).isEqualTo(3);
  }

  @Test
  void aRaceThatIsAlwaysLostEnds() {
    handle(Integer.MAX_VALUE, new ConcurrencyException("raced"));

    assertRefused(ErrorCode.CONCURRENT_CHANGE);
  }

  @Test
  void aStoreThatDoesNotAnswerIsToldAtOnce() {
    handle(Integer.MAX_VALUE, new EventStoreException("away"));

    assertRefused(ErrorCode.STORE_UNAVAILABLE);
    assertThat(attempts.get()).isEqualTo(1);
  }

  private void handle(int succeedsWith, RuntimeException failure) {
    var ignored =
        bus.subscribe(
            String.class.getName(),
            command -> {
              if (attempts.incrementAndGet() < succeedsWith) {
                throw failure;
              }
              return GenericCommandResultMessage.asCommandResultMessage("done");
            });
  }

  private void assertRefused(ErrorCode code) {
    assertThatThrownBy(() -> commands.send("command", null))
        .isInstanceOfSatisfying(
            ProblemException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}

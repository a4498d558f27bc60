package io.taskledger.command.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.CommandSide.Answer;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

/** Whoever logs out while a refresh is under way is logged out. */
class LogoutRaceTest {
  private static final int ROUNDS = 40;

  private final CommandSide service = CommandSide.running();

  @Test
  void aSuccessorThatIsMadeMeanwhileEndsWithItsSession() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      CommandSide.Person person = service.newcomer();
      var together = new CyclicBarrier(2);
      CompletableFuture<Answer> refreshed =
          CompletableFuture.supplyAsync(
              () -> {
                meet(together);
                return service.refresh(person.refreshToken);
              });
      meet(together);
      Answer ended = service.send("DELETE", "/api/sessions/current", person.accessToken, null);

      assertThat(ended.status()).isEqualTo(204);
      Answer successor = refreshed.get();
      if (successor.status() == 200) {
        String token = successor.body().path("refreshToken").asString();
        assertThat(service.refresh(token).status()).as("in round %d", round).isEqualTo(401);
      } else {
        assertThat(successor.status()).isEqualTo(401);
      }
    }
  }

  private static void meet(CyclicBarrier together) {
    try {
      together.await();
    } catch (InterruptedException | BrokenBarrierException never) {
      throw new IllegalStateException(never);
    }
  }
}

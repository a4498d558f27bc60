package io.taskledger.notification;

import static io.taskledger.notification.TaskStory.aTask;
import static io.taskledger.notification.TaskStory.aUser;
import static io.taskledger.notification.TaskStory.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.devservers.ReceivedMail;
import io.taskledger.events.user.UserId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The service begins with an empty database, and Kafka no longer has what happened before. */
class BootstrapTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final UserId anna = aUser();
  private final Mailbox annasMailbox = Mailbox.of("anna");

  private TaskStory task(String title, Instant due) {
    return aTask().ownedBy(anna).called(title).due(due).reminded(Duration.ZERO);
  }

  @Test
  void noReminderIsMissedOrRepeated() {
    Instant begin = Instant.now();
    TaskStory sentBefore;
    try (Broker broker = new Broker();
        RunningService service = RunningService.started()) {
      sentBefore = task("Sent before", Instant.now().plusSeconds(2));
      broker.publish(registered(anna, annasMailbox.address()), 1);
      broker.publish(sentBefore.created(), 1);
      annasMailbox.awaitMails(1);
      await().atMost(LIMIT).until(() -> !broker.sentTo(anna).isEmpty());
    }
    Instant lost = Instant.now();
    TaskStory missed = task("Missed meanwhile", lost.plusMillis(100));
    TaskStory longPast = task("Long past", begin.minus(Duration.ofDays(30)));
    await().atMost(LIMIT).until(() -> Instant.now().isAfter(lost.plusMillis(200)));
    TaskStory toCome = task("Still to come", Instant.now().plusSeconds(6));

    try (RunningService again =
        RunningService.bootstrapped(
            commandSide -> {
              commandSide.happened(registered(anna, annasMailbox.address()), 1, begin);
              commandSide.happened(longPast.created(), 1, begin.minus(Duration.ofDays(31)));
              commandSide.happened(sentBefore.created(), 1, begin);
              commandSide.happened(missed.created(), 1, lost);
              commandSide.happened(toCome.created(), 1, lost);
            })) {
      assertThat(annasMailbox.awaitMails(3))
          .extracting(ReceivedMail::subject)
          .hasSize(3)
          .anyMatch(subject -> subject.contains("Sent before"))
          .anyMatch(subject -> subject.contains("Missed meanwhile"))
          .anyMatch(subject -> subject.contains("Still to come"));
      await().atMost(LIMIT).until(() -> again.count("scheduled_tasks") == 0);
      assertThat(annasMailbox.mails()).as("nothing twice, nothing long past").hasSize(3);
    }
  }
}

package io.taskledger.notification;

import static io.taskledger.notification.TaskStory.aTask;
import static io.taskledger.notification.TaskStory.aUser;
import static io.taskledger.notification.TaskStory.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.devservers.MailServer;
import io.taskledger.devservers.ReceivedMail;
import io.taskledger.events.user.UserId;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DowntimeTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final UserId anna = aUser();
  private final Mailbox annasMailbox = Mailbox.of("anna");

  @Test
  void whatFellDueWhileTheServiceWasDownIsSentOnceWhenItIsBack() {
    try (Broker broker = new Broker();
        RunningService service = RunningService.started()) {
      Instant due = Instant.now().plusSeconds(4);
      TaskStory armedBefore = dueAt(due).called("Armed before");
      broker.publish(registered(anna, annasMailbox.address()), 1);
      broker.publish(armedBefore.created(), 1);
      await().atMost(LIMIT).until(() -> service.count("scheduled_tasks") == 1);
      service.stop();
      broker.publish(dueAt(due).called("Made meanwhile").created(), 1);
      await().atMost(LIMIT).until(() -> Instant.now().isAfter(due.plusMillis(500)));
      assertThat(annasMailbox.mails()).isEmpty();

      service.start();
      annasMailbox.awaitMails(2);
      broker.publish(dueAt(Instant.now().plusSeconds(1)).called("Afterwards").created(), 1);
      assertThat(annasMailbox.awaitMails(3))
          .extracting(ReceivedMail::subject)
          .hasSize(3)
          .anyMatch(subject -> subject.contains("Armed before"))
          .anyMatch(subject -> subject.contains("Made meanwhile"))
          .anyMatch(subject -> subject.contains("Afterwards"));
    }
  }

  @Test
  void whatTheMailServerMissedIsSentOnceWhenItIsBack(@TempDir Path mails) throws IOException {
    int port = freePort();
    try (Broker broker = new Broker();
        RunningService service = RunningService.withMailAt(port)) {
      broker.publish(registered(anna, annasMailbox.address()), 1);
      broker.publish(dueAt(Instant.now().plusSeconds(1)).created(), 1);
      await().atMost(LIMIT).until(() -> failuresOf(service) >= 2);
      assertThat(service.count("domain_event")).isZero();
      assertThat(service.count("saga_entry")).isEqualTo(1);

      try (MailServer back = MailServer.start(mails.resolve("mail"), port, 0)) {
        await().atMost(LIMIT).until(() -> service.count("domain_event") == 1);
        broker.publish(dueAt(Instant.now().plusSeconds(1)).called("Afterwards").created(), 1);
        await().atMost(LIMIT).until(() -> service.count("domain_event") == 2);
        assertThat(back.messages())
            .extracting(ReceivedMail::messageId)
            .hasSize(2)
            .doesNotHaveDuplicates();
        assertThat(service.count("saga_entry")).isZero();
      }
    }
  }

  private TaskStory dueAt(Instant due) {
    return aTask().ownedBy(anna).due(due).reminded(Duration.ZERO);
  }

  private static int failuresOf(RunningService service) {
    Integer failures =
        service
            .database()
            .queryForObject(
                "select coalesce(max(consecutive_failures), 0) from scheduled_tasks",
                Integer.class);
    return failures == null ? 0 : failures;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}

package io.taskledger.notification;

import static org.awaitility.Awaitility.await;

import io.taskledger.devservers.ReceivedMail;
import io.taskledger.devservers.TestServers;
import java.time.Duration;
import java.util.List;

/** The mails of one address in the shared mail catcher. */
record Mailbox(String address) {
  static Mailbox of(String name) {
    return new Mailbox(name + "-" + java.util.UUID.randomUUID() + "@example.org");
  }

  List<ReceivedMail> mails() {
    return TestServers.mail().messages().stream()
        .filter(mail -> mail.to().contains(address))
        .toList();
  }

  /** Waits until there are so many mails, at least. */
  List<ReceivedMail> awaitMails(int count) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .until(this::mails, mails -> mails.size() >= count);
  }
}

package io.taskledger.notification.recipient;

import static io.taskledger.notification.TaskStory.aUser;
import static io.taskledger.notification.TaskStory.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.notification.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class RecipientsTest {
  private static Recipients recipients;

  @BeforeAll
  static void connect() {
    recipients = new Recipients(new JdbcTemplate(TestDatabase.migrated()));
  }

  @Test
  void whoHasRegisteredIsKnown() {
    var anna = aUser();
    recipients.on(registered(anna, "anna@example.org"));
    assertThat(recipients.find(anna))
        .contains(new Recipient(anna, "anna@example.org", "Anna Berg"));
  }

  @Test
  void whoHasNotRegisteredIsUnknown() {
    assertThat(recipients.find(aUser())).isEmpty();
  }

  @Test
  void theLatestAddressCounts() {
    var anna = aUser();
    recipients.on(registered(anna, "old@example.org"));
    recipients.on(registered(anna, "new@example.org"));
    assertThat(recipients.find(anna)).get().returns("new@example.org", Recipient::email);
  }

  @Test
  void aCharacterThatPostgresRefusesDoesNotStopTheOthers() {
    var anna = aUser();
    recipients.on(registered(anna, "anna\0@example.org"));
    assertThat(recipients.find(anna)).get().returns("anna@example.org", Recipient::email);
  }
}

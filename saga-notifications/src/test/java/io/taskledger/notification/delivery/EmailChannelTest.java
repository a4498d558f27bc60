package io.taskledger.notification.delivery;

import static io.taskledger.notification.TaskStory.aUser;
import static io.taskledger.notification.TaskStory.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.devservers.ReceivedMail;
import io.taskledger.devservers.TestServers;
import io.taskledger.events.notification.NotificationId;
import io.taskledger.events.user.UserId;
import io.taskledger.notification.StandInCommandSide;
import io.taskledger.notification.TestDatabase;
import io.taskledger.notification.recipient.CommandSideAwayException;
import io.taskledger.notification.recipient.MailPermission;
import io.taskledger.notification.recipient.Recipients;
import io.taskledger.notification.recipient.UserWishes;
import jakarta.mail.internet.AddressException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class EmailChannelTest {
  private static Recipients recipients;
  private static JdbcTemplate database;
  private static StandInCommandSide commandSide;

  private final NotificationId id = new NotificationId(UUID.randomUUID());
  private final UserId anna = aUser();

  @BeforeAll
  static void connect() {
    database = new JdbcTemplate(TestDatabase.migrated());
    recipients = new Recipients(database);
    commandSide = new StandInCommandSide();
  }

  @AfterAll
  static void disconnect() {
    commandSide.close();
  }

  @Test
  void nobodyIsWrittenToAtAnAddressThatIsNotConfirmed() throws AddressException {
    recipients.on(registered(anna, "anna@example.org"));
    commandSide.confirmed(anna, false);
    EmailChannel channel = channel(TestServers.mail().smtpPort());
    assertThat(channel.deliver(notification("Hello"))).isEqualTo(Outcome.UNCONFIRMED);
    assertThat(TestServers.mail().messages())
        .noneMatch(mail -> mail.messageId().contains(id.toString()));
    commandSide.confirmed(anna, true);
    assertThat(channel.deliver(notification("Hello"))).isEqualTo(Outcome.SENT);
    commandSide.confirmed(anna, false);
    assertThat(channel.deliver(notification("Hello")))
        .as("a confirmed address stays confirmed")
        .isEqualTo(Outcome.SENT);
  }

  @Test
  void aUserGetsSoManyMailsADayAndNoMore() throws AddressException {
    recipients.on(registered(anna, "anna@example.org"));
    EmailChannel channel = channel(TestServers.mail().smtpPort());
    for (int i = 0; i < 3; i++) {
      assertThat(channel.deliver(notification("Hello"))).isEqualTo(Outcome.SENT);
    }
    assertThat(channel.deliver(notification("Hello"))).isEqualTo(Outcome.TOO_MANY);
    database.update("update mail_count set day = day - 1 where user_id = ?", anna.value());
    assertThat(channel.deliver(notification("Hello")))
        .as("on the next day")
        .isEqualTo(Outcome.SENT);
  }

  @Test
  void whenItCannotBeKnownWhetherTheAddressIsConfirmedTheMailWaits() throws AddressException {
    recipients.on(registered(anna, "anna@example.org"));
    var away = new UserWishes(URI.create("http://localhost:1"), StandInCommandSide.SERVICE_TOKEN);
    var permission = new MailPermission(database, away, Clock.systemUTC());
    assertThatThrownBy(() -> permission.isConfirmed(anna))
        .isInstanceOf(CommandSideAwayException.class);
  }

  @Test
  void aMailNamesItsNotification() throws AddressException {
    recipients.on(registered(anna, "anna@example.org"));
    assertThat(channel(TestServers.mail().smtpPort()).deliver(notification("Grüße, 世界")))
        .isEqualTo(Outcome.SENT);
    assertThat(received())
        .returns("Grüße, 世界", ReceivedMail::subject)
        .returns("anna@example.org", ReceivedMail::to);
  }

  @Test
  void nobodyWritesHeadersThroughASubject() throws AddressException {
    recipients.on(registered(anna, "anna@example.org"));
    channel(TestServers.mail().smtpPort())
        .deliver(notification("Hello\r\nBcc: ben@example.org\r\n\r\nbody"));
    assertThat(received())
        .returns("Hello Bcc: ben@example.org body", ReceivedMail::subject)
        .returns("anna@example.org", ReceivedMail::to);
  }

  @Test
  void anAddressThatIsNoneIsRefused() throws AddressException {
    recipients.on(registered(anna, "anna@example.org\r\nBcc: ben@example.org"));
    assertThat(channel(TestServers.mail().smtpPort()).deliver(notification("Hello")))
        .isEqualTo(Outcome.REFUSED);
  }

  @Test
  void aUserWithoutAnAddressIsUnknown() throws AddressException {
    assertThat(channel(TestServers.mail().smtpPort()).deliver(notification("Hello")))
        .isEqualTo(Outcome.UNKNOWN_USER);
  }

  @ParameterizedTest
  @CsvSource({"RCPT,550 no such user", "RCPT,553 not that name", ".,554 we do not want it"})
  void whatTheServerRefusesForGoodIsRefused(String command, String answer) throws Exception {
    recipients.on(registered(anna, "anna@example.org"));
    try (var server = new ScriptedMailServer(Map.of(command, answer))) {
      assertThat(channel(server.port()).deliver(notification("Hello"))).isEqualTo(Outcome.REFUSED);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RCPT,450 try again",
    "DATA,451 not now",
    ".,452 disk full",
    "MAIL,550 we know no such sender",
    "MAIL,530 log in first"
  })
  void whatMayPassOrIsOurFaultIsTriedAgain(String command, String answer) throws Exception {
    recipients.on(registered(anna, "anna@example.org"));
    try (var server = new ScriptedMailServer(Map.of(command, answer))) {
      EmailChannel channel = channel(server.port());
      assertThatThrownBy(() -> channel.deliver(notification("Hello")))
          .isInstanceOf(DeliveryFailedException.class);
    }
  }

  @Test
  void aServerThatIsAwayIsTriedAgain() throws Exception {
    recipients.on(registered(anna, "anna@example.org"));
    EmailChannel channel = channel(portOfNobody());
    assertThatThrownBy(() -> channel.deliver(notification("Hello")))
        .isInstanceOf(DeliveryFailedException.class);
  }

  private ReceivedMail received() {
    return TestServers.mail().messages().stream()
        .filter(mail -> mail.messageId().equals("<" + id + "@taskledger>"))
        .findFirst()
        .orElseThrow();
  }

  private SendNotification notification(String subject) {
    return new SendNotification(id, anna, "task-reminder", "email", subject, "Text", Instant.MIN);
  }

  private static EmailChannel channel(int port) throws AddressException {
    var sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(port);
    sender.getJavaMailProperties().setProperty("mail.smtp.timeout", "5000");
    return new EmailChannel(
        sender,
        recipients,
        new MailPermission(
            database,
            new UserWishes(commandSide.uri(), StandInCommandSide.SERVICE_TOKEN),
            Clock.systemUTC()),
        new MailSettings("Taskledger <us@example.org>", 3));
  }

  private static int portOfNobody() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}

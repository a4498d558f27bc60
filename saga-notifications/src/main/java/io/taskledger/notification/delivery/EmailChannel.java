package io.taskledger.notification.delivery;

import io.taskledger.notification.recipient.MailPermission;
import io.taskledger.notification.recipient.Recipient;
import io.taskledger.notification.recipient.Recipients;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Sends notifications as plain e-mails. */
@Component
public class EmailChannel implements Channel {
  /** The name of this channel. */
  public static final String NAME = "email";

  private static final Logger log = LoggerFactory.getLogger(EmailChannel.class);

  private final JavaMailSender mails;
  private final Recipients recipients;
  private final MailPermission permission;
  private final InternetAddress from;
  private final int perDay;

  EmailChannel(
      JavaMailSender mails, Recipients recipients, MailPermission permission, MailSettings settings)
      throws AddressException {
    this.mails = mails;
    this.recipients = recipients;
    this.permission = permission;
    this.from = new InternetAddress(settings.from(), true);
    this.perDay = settings.perDay();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Outcome deliver(SendNotification notification) {
    Optional<Recipient> recipient = recipients.find(notification.userId());
    if (recipient.isEmpty()) {
      return Outcome.UNKNOWN_USER;
    }
    Optional<InternetAddress> address = address(recipient.get());
    if (address.isEmpty()) {
      log.warn("User {} has no valid e-mail address", notification.userId());
      return Outcome.REFUSED;
    }
    if (!permission.isConfirmed(notification.userId())) {
      return Outcome.UNCONFIRMED;
    }
    if (!permission.count(notification.userId(), perDay)) {
      log.warn("User {} got {} mails today and gets no more", notification.userId(), perDay);
      return Outcome.TOO_MANY;
    }
    return send(notification, address.get());
  }

  private Outcome send(SendNotification notification, InternetAddress to) {
    try {
      mails.send(message(notification, to));
      return Outcome.SENT;
    } catch (MessagingException | MailException failed) {
      Optional<Integer> code = SmtpRefusal.permanent(failed);
      if (code.isEmpty()) {
        throw new DeliveryFailedException("the mail server does not take it now", failed);
      }
      log.warn(
          "Notification {} was refused by the mail server with {}",
          notification.notificationId(),
          code.get());
      return Outcome.REFUSED;
    }
  }

  private MimeMessage message(SendNotification notification, InternetAddress to)
      throws MessagingException {
    MimeMessage message = mails.createMimeMessage();
    message.setFrom(from);
    message.setRecipient(Message.RecipientType.TO, to);
    message.setSubject(headerText(notification.subject()), StandardCharsets.UTF_8.name());
    message.setText(notification.text(), StandardCharsets.UTF_8.name());
    // The same for a second attempt, so that a mail that came twice after a crash is recognised.
    message.setHeader("Message-ID", "<" + notification.notificationId() + "@taskledger>");
    // No mail robot should answer a reminder.
    message.setHeader("Auto-Submitted", "auto-generated");
    return message;
  }

  private static Optional<InternetAddress> address(Recipient recipient) {
    try {
      var address = new InternetAddress(recipient.email(), true);
      address.setPersonal(headerText(recipient.name()), StandardCharsets.UTF_8.name());
      return Optional.of(address);
    } catch (AddressException notAnAddress) {
      return Optional.empty();
    } catch (UnsupportedEncodingException impossible) {
      throw new IllegalStateException("every JVM knows UTF-8", impossible);
    }
  }

  // A line break in a header would begin a header of somebody else's making.
  private static String headerText(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
  }
}

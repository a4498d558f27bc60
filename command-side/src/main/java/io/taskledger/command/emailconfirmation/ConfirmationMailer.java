package io.taskledger.command.emailconfirmation;

import io.taskledger.command.passwords.SecretToken;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sends the mails that ask users to confirm their address. They hold nothing that a user wrote. A
 * process claims a row for a minute before it sends the mail, so that of several processes one
 * does; after a crash in between it is sent again with another token.
 */
@Component
class ConfirmationMailer {
  private static final Logger log = LoggerFactory.getLogger(ConfirmationMailer.class);
  private static final int AT_ONCE = 20;
  private static final int ATTEMPTS = 20;
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final String TEXT =
      """
      Hello,

      this address was registered with Taskledger. If that was you, confirm it here:

        %s

      The link is good for %d hours. Until then, no other mails are sent to this address.
      If it was not you, ignore this mail.
      """;

  private final JdbcClient jdbc;
  private final JavaMailSender mails;
  private final EmailConfirmationSettings settings;
  private final Clock clock;

  ConfirmationMailer(
      JdbcClient jdbc, JavaMailSender mails, EmailConfirmationSettings settings, Clock clock) {
    this.jdbc = jdbc;
    this.mails = mails;
    this.settings = settings;
    this.clock = clock;
  }

  private record Due(UUID userId, String email, int failures) {}

  /** Sends what is due. */
  @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
  void sendDue() {
    for (int sent = 0; sent < AT_ONCE; sent++) {
      String token = SecretToken.random();
      Optional<Due> due = claim(token);
      if (due.isEmpty()) {
        return;
      }
      send(due.get(), token);
    }
  }

  /** The token is known before its mail is sent: a user may be quick. */
  private Optional<Due> claim(String token) {
    OffsetDateTime now = now();
    return jdbc.sql(
            """
            update email_confirmation as claimed
            set due_at = :lease, failures = claimed.failures + 1, token_hash = :hash,
              expires_at = :expires
            from account
            where account.user_id = claimed.user_id and claimed.user_id = (
              select user_id from email_confirmation join account using (user_id)
              where due_at <= :now and email_confirmed_at is null
                and (select count(*) from email_confirmation where sent_at > :hour) < :perHour
              order by due_at limit 1 for update of email_confirmation skip locked)
            returning claimed.user_id, account.email, claimed.failures
            """)
        .param("now", now)
        .param("lease", now.plus(LEASE))
        .param("hash", SecretToken.hash(token))
        .param("expires", now.plus(settings.validFor()))
        .param("hour", now.minusHours(1))
        .param("perHour", settings.perHour())
        .query(Due.class)
        .optional();
  }

  private void send(Due due, String token) {
    try {
      mails.send(mail(due.email(), token));
    } catch (MessagingException | MailException failed) {
      log.warn("The mail that asks user {} to confirm was not sent", due.userId(), failed);
      tryAgain(due);
      return;
    }
    OffsetDateTime now = now();
    jdbc.sql(
            """
            update email_confirmation set due_at = null, failures = 0, sent_at = :now,
              mails = case when window_start > :yesterday then mails + 1 else 1 end,
              window_start = case when window_start > :yesterday then window_start else :now end
            where user_id = :user
            """)
        .param("now", now)
        .param("yesterday", now.minusDays(1))
        .param("user", due.userId())
        .update();
  }

  private void tryAgain(Due due) {
    Duration pause = Duration.ofSeconds(1L << Math.min(due.failures(), 12));
    jdbc.sql("update email_confirmation set due_at = ? where user_id = ?")
        .param(
            due.failures() >= ATTEMPTS
                ? null
                : now().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE))
        .param(due.userId())
        .update();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private MimeMessage mail(String email, String token) throws MessagingException {
    MimeMessage mail = mails.createMimeMessage();
    mail.setFrom(settings.from());
    mail.setRecipients(MimeMessage.RecipientType.TO, email);
    mail.setSubject("Confirm your e-mail address", StandardCharsets.UTF_8.name());
    mail.setText(
        TEXT.formatted(
            settings.publicUri() + EmailConfirmationController.PATH + "?token=" + token,
            settings.validFor().toHours()),
        StandardCharsets.UTF_8.name());
    mail.setHeader("Auto-Submitted", "auto-generated");
    return mail;
  }
}

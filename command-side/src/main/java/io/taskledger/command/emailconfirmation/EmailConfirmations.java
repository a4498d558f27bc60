package io.taskledger.command.emailconfirmation;

import io.taskledger.command.eventstore.append.TransactionalWrites.ConditionalWrite;
import io.taskledger.command.passwords.SecretToken;
import io.taskledger.events.user.UserId;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which addresses are confirmed, and which mails are still to be sent. */
@Component
@EnableConfigurationProperties(EmailConfirmationSettings.class)
public class EmailConfirmations {
  private static final Duration BETWEEN_MAILS = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final EmailConfirmationSettings settings;
  private final Clock clock;

  EmailConfirmations(JdbcClient jdbc, EmailConfirmationSettings settings, Clock clock) {
    this.jdbc = jdbc;
    this.settings = settings;
    this.clock = clock;
  }

  /** Whether the configuration says that the address, in lower case, is its owner's. */
  public boolean isConfirmedByConfiguration(String email) {
    return settings.confirmed().contains(email);
  }

  /** Confirms the accounts that the configuration names, which may be older than it. */
  @EventListener(ApplicationReadyEvent.class)
  void confirmConfigured() {
    jdbc.sql(
            """
            update account set email_confirmed_at = :now
            where email = any(:emails) and email_confirmed_at is null
            """)
        .param("now", now())
        .param("emails", settings.confirmed().toArray(String[]::new))
        .update();
  }

  /** Confirms an address that is known to be the user's by other means. */
  public void confirm(UserId userId) {
    jdbc.sql(
            "update account set email_confirmed_at = coalesce(email_confirmed_at, :now)"
                + " where user_id = :user")
        .param("now", now())
        .param("user", userId.value())
        .update();
  }

  /** Writes down, in the transaction of the registration, that a mail is to be sent. */
  public static ConditionalWrite firstMail(UserId userId) {
    return ConditionalWrite.of(
        () -> new IllegalStateException("a new account has no confirmation yet"),
        "insert into email_confirmation (user_id, due_at) values (?, now())",
        userId.value());
  }

  /** Whether the user's address is confirmed; not if there is no such user. */
  public boolean isConfirmed(UUID userId) {
    return jdbc.sql("select email_confirmed_at is not null from account where user_id = ?")
        .param(userId)
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /** Has another mail sent, unless the address is confirmed or has got enough of them. */
  void sendAgain(UserId userId) {
    if (isConfirmed(userId.value())) {
      throw ProblemException.of(ErrorCode.EMAIL_ALREADY_CONFIRMED, "There is nothing left to do.");
    }
    OffsetDateTime now = now();
    int wanted =
        jdbc.sql(
                """
                insert into email_confirmation as known (user_id, due_at)
                select user_id, :now from account where user_id = :user
                on conflict (user_id) do update set due_at = :now, failures = 0
                where known.due_at is null
                  and (known.sent_at is null or known.sent_at <= :pause)
                  and (known.mails < :perDay or known.window_start <= :yesterday)
                """)
            .param("now", now)
            .param("user", userId.value())
            .param("pause", now.minus(BETWEEN_MAILS))
            .param("perDay", settings.perDay())
            .param("yesterday", now.minusDays(1))
            .update();
    if (wanted == 0) {
      throw ProblemException.of(
              ErrorCode.TOO_MANY_REQUESTS,
              "A mail is on its way, or your address got enough of them today. Try again later.")
          .retryAfter(BETWEEN_MAILS);
    }
  }

  /** Confirms the address to which a mail with this token was sent. */
  void confirm(String token) {
    int confirmed =
        jdbc.sql(
                """
                update account set email_confirmed_at = coalesce(email_confirmed_at, :now)
                where user_id = (select user_id from email_confirmation
                  where token_hash = :hash and expires_at > :now)
                """)
            .param("now", now())
            .param("hash", SecretToken.hash(token))
            .update();
    if (confirmed == 0) {
      throw ProblemException.of(
          ErrorCode.CONFIRMATION_LINK_INVALID,
          "Log in and have another mail sent (POST /api/users/me/email-confirmation).");
    }
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}

package io.taskledger.notification.recipient;

import io.taskledger.events.user.UserId;
import io.taskledger.web.preferences.Preferences;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Whether a mail may go to a user: only to an address that the user has confirmed, and not without
 * end. Otherwise anybody could have strangers mailed, as often as they like.
 */
@Component
public class MailPermission {
  private final JdbcTemplate jdbc;
  private final UserWishes wishes;
  private final Clock clock;

  /** Over the tables of this service. */
  public MailPermission(JdbcTemplate jdbc, UserWishes wishes, Clock clock) {
    this.jdbc = jdbc;
    this.wishes = wishes;
    this.clock = clock;
  }

  /**
   * Whether the user has confirmed the address. Once known, nobody is asked again, for addresses do
   * not change.
   *
   * @throws CommandSideAwayException when it is not known and command-side cannot be asked
   */
  public boolean isConfirmed(UserId userId) {
    if (Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select email_confirmed from recipient where user_id = ?",
            Boolean.class,
            userId.value()))) {
      return true;
    }
    boolean confirmed =
        wishes
            .of(userId)
            .map(Preferences::hasConfirmedEmail)
            .orElseThrow(
                () ->
                    new CommandSideAwayException(
                        "it is not known whether the address is confirmed"));
    if (confirmed) {
      jdbc.update("update recipient set email_confirmed = true where user_id = ?", userId.value());
    }
    return confirmed;
  }

  /** Counts a mail to the user; false when there were as many today. */
  public boolean count(UserId userId, int perDay) {
    LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    jdbc.update("delete from mail_count where user_id = ? and day < ?", userId.value(), day);
    return jdbc.update(
            """
            insert into mail_count as counted values (?, ?, 1)
            on conflict (user_id, day) do update set mails = counted.mails + 1
            where counted.mails < ?
            """,
            userId.value(),
            day,
            perDay)
        == 1;
  }
}

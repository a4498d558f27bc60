package io.taskledger.notification.recipient;

import io.taskledger.events.user.UserId;
import io.taskledger.events.user.UserRegistered;
import io.taskledger.notification.Processors;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The addresses of all users, in the table {@code recipient}. Fed by the same consumer as the
 * reminders, so that a user is known before the reminders of the tasks that they write later.
 */
@Component
@ProcessingGroup(Processors.REMINDERS)
public class Recipients {
  private final JdbcTemplate jdbc;

  /** Over the tables of this service. */
  public Recipients(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes down where a user is reached. */
  @EventHandler
  public void on(UserRegistered user) {
    jdbc.update(
        """
        insert into recipient (user_id, email, name) values (?, ?, ?)
        on conflict (user_id) do update set email = excluded.email, name = excluded.name,
          email_confirmed = recipient.email_confirmed and recipient.email = excluded.email
        """,
        user.userId().value(),
        storable(user.email()),
        storable(user.name()));
  }

  /** The user's address; empty for one who has not registered as far as this service knows. */
  public Optional<Recipient> find(UserId userId) {
    return jdbc
        .query(
            "select email, name from recipient where user_id = ?",
            (found, row) -> new Recipient(userId, found.getString(1), found.getString(2)),
            userId.value())
        .stream()
        .findFirst();
  }

  // PostgreSQL refuses this character, and one strange name must not stop everybody's reminders.
  private static String storable(String text) {
    return text.replace("\0", "");
  }
}

package io.taskledger.command.assignment;

import io.taskledger.events.user.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who knows whom by the tasks that they share. */
@Component
public class Contacts {
  private final JdbcClient jdbc;

  Contacts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether the user assigned a task to the other one, or worked on one of theirs. */
  public boolean knows(UserId user, UserId other) {
    return jdbc.sql("select exists (select from contact where user_id = ? and contact_id = ?)")
        .param(user.value())
        .param(other.value())
        .query(Boolean.class)
        .single();
  }
}

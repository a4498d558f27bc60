package io.taskledger.command.identity;

import io.taskledger.command.eventstore.append.TransactionalWrites;
import io.taskledger.events.user.UserId;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The accounts, by address and by user. */
@Repository
public class Accounts {
  private final JdbcClient jdbc;

  Accounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The account that this address, which is in lower case, can log in to. */
  public Optional<Account> withEmail(String email) {
    return jdbc.sql("select * from account where email = ? and password_hash is not null")
        .param(email)
        .query((row, n) -> read(row))
        .optional();
  }

  /** The account of a user. */
  public Optional<Account> of(UserId userId) {
    return jdbc.sql("select * from account where user_id = ?")
        .param(userId.value())
        .query((row, n) -> read(row))
        .optional();
  }

  /** The account of whoever asks; refuses a token that outlived its account. */
  public Account require(UserId userId) {
    return of(userId)
        .orElseThrow(
            () ->
                ProblemException.of(
                    ErrorCode.UNAUTHENTICATED, "The account is gone. Log in again."));
  }

  /** Gives an account another password and other roles, and ends its sessions. */
  void change(UserId userId, String passwordHash, Set<String> roles) {
    jdbc.sql(
            """
            with changed as (
              update account set password_hash = ?, roles = ? where user_id = ? returning user_id)
            delete from session where user_id in (select user_id from changed)
            """)
        .param(passwordHash)
        .param(roles.toArray(String[]::new))
        .param(userId.value())
        .update();
  }

  /** Gives an account another password, and ends its sessions but one. */
  public void changePassword(UserId userId, String passwordHash, UUID kept) {
    jdbc.sql(
            """
            with changed as (
              update account set password_hash = ? where user_id = ? returning user_id)
            delete from session where user_id in (select user_id from changed) and session_id <> ?
            """)
        .param(passwordHash)
        .param(userId.value())
        .param(kept)
        .update();
  }

  /** Takes a role from all accounts but the one with this address, and ends their sessions. */
  void takeFromOthers(String role, String email) {
    jdbc.sql(
            """
            with changed as (
              update account set roles = array_remove(roles, :role)
              where :role = any(roles) and email <> :email and password_hash is not null
              returning user_id)
            delete from session where user_id in (select user_id from changed)
            """)
        .param("role", role)
        .param("email", email)
        .update();
  }

  /**
   * Writes the account in the transaction of the registration, so that one address never gets two
   * accounts, however many register at once.
   */
  static TransactionalWrites.ConditionalWrite creation(RegisterUser command) {
    return TransactionalWrites.ConditionalWrite.of(
        () ->
            ProblemException.of(ErrorCode.EMAIL_TAKEN, "Log in, or register with another address."),
        "insert into account (user_id, email, name, password_hash, roles, email_confirmed_at)"
            + " values (?, ?, ?, ?, ?, case when ? then now() end)",
        command.userId().value(),
        command.email(),
        command.name(),
        command.passwordHash(),
        command.roles().toArray(String[]::new),
        command.emailConfirmed());
  }

  private static Account read(ResultSet row) throws SQLException {
    return new Account(
        new UserId(row.getObject("user_id", UUID.class)),
        row.getString("email"),
        row.getString("name"),
        row.getString("password_hash"),
        Set.of((String[]) row.getArray("roles").getArray()));
  }
}

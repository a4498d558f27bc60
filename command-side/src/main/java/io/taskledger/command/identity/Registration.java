package io.taskledger.command.identity;

import com.fasterxml.uuid.Generators;
import io.taskledger.command.passwords.Passwords;
import io.taskledger.command.platform.commandgateway.RetryingCommandGateway;
import io.taskledger.events.user.UserId;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Opens accounts. */
@Component
public class Registration {
  private final RetryingCommandGateway commands;
  private final Passwords passwords;

  Registration(RetryingCommandGateway commands, Passwords passwords) {
    this.commands = commands;
    this.passwords = passwords;
  }

  /** Opens an account with a password; refuses an address that has an account. */
  UserId register(
      String email, String name, String password, Set<String> roles, boolean emailConfirmed) {
    var userId = new UserId(Generators.timeBasedEpochGenerator().generate());
    commands.send(
        new RegisterUser(userId, email, name, passwords.hash(password), roles, emailConfirmed),
        null);
    return userId;
  }

  /** Registers a user of an outside issuer; refuses one who is known. */
  public void register(UserId userId, String email, String name, boolean emailConfirmed) {
    commands.send(new RegisterUser(userId, email, name, null, Set.of(), emailConfirmed), null);
  }
}

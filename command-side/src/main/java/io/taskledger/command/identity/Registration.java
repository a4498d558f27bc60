package io.taskledger.command.identity;

import com.fasterxml.uuid.Generators;
import io.taskledger.command.emailconfirmation.EmailConfirmations;
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
  private final EmailConfirmations confirmations;

  Registration(
      RetryingCommandGateway commands, Passwords passwords, EmailConfirmations confirmations) {
    this.commands = commands;
    this.passwords = passwords;
    this.confirmations = confirmations;
  }

  /** Opens an account with a password; refuses an address that has an account. */
  UserId register(String email, String name, String password, Set<String> roles) {
    var userId = new UserId(Generators.timeBasedEpochGenerator().generate());
    boolean confirmed = confirmations.isConfirmedByConfiguration(email);
    commands.send(
        new RegisterUser(userId, email, name, passwords.hash(password), roles, confirmed), null);
    return userId;
  }

  /** Registers a user of an outside issuer; refuses one who is known. */
  public void register(UserId userId, String email, String name, boolean emailConfirmed) {
    commands.send(new RegisterUser(userId, email, name, null, Set.of(), emailConfirmed), null);
  }
}

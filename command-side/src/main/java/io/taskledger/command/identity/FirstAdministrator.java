package io.taskledger.command.identity;

import io.taskledger.command.emailconfirmation.EmailConfirmations;
import io.taskledger.command.passwords.Passwords;
import io.taskledger.web.Caller;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Makes sure that the administrator whom the configuration names can log in as configured, and that
 * one whom it named before is no longer one.
 */
@Component
@BuiltInIdentity
class FirstAdministrator implements ApplicationRunner {
  private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);
  private static final Set<String> ROLES = Set.of("user", Caller.ADMIN);

  private final Registration registration;
  private final Accounts accounts;
  private final Passwords passwords;
  private final EmailConfirmations confirmations;
  private final String email;
  private final String password;

  FirstAdministrator(
      Registration registration,
      Accounts accounts,
      Passwords passwords,
      EmailConfirmations confirmations,
      @Value("${taskledger.admin.email:}") String email,
      @Value("${taskledger.admin.password:}") String password) {
    this.registration = registration;
    this.accounts = accounts;
    this.passwords = passwords;
    this.confirmations = confirmations;
    this.email = email.toLowerCase(Locale.ROOT);
    this.password = password;
  }

  @Override
  public void run(@Nullable ApplicationArguments arguments) {
    if (email.isEmpty() || password.isEmpty()) {
      log.warn("No administrator is configured (taskledger.admin.email and .password)");
      return;
    }
    accounts
        .withEmail(email)
        .ifPresentOrElse(
            this::keepAsConfigured,
            () -> registration.register(email, "Administrator", password, ROLES, true));
    if (accounts.withEmail(email).orElseThrow().roles().contains(Caller.ADMIN)) {
      accounts.takeFromOthers(Caller.ADMIN, email);
    }
  }

  private void keepAsConfigured(Account account) {
    if (!account.roles().contains(Caller.ADMIN)) {
      // Whoever registered an address first is not its owner for that.
      log.error(
          "There is no administrator: the configured address belongs to an account that was"
              + " registered before. Configure another address.");
      return;
    }
    confirmations.confirm(account.userId());
    if (!account.roles().containsAll(ROLES)
        || account.passwordHash() == null
        || !passwords.matches(password, account.passwordHash())) {
      accounts.change(account.userId(), passwords.hash(password), ROLES);
    }
  }
}

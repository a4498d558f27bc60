package io.taskledger.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.emailconfirmation.EmailConfirmations;
import io.taskledger.command.passwords.Passwords;
import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.CommandSide.Person;
import io.taskledger.devservers.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The configuration says who is an administrator, whenever the service starts. */
class FirstAdministratorTest {
  private static final CommandSide service =
      CommandSide.started(TestServers.freshDatabase(), CommandSide.REAL_TIME);

  @AfterAll
  static void close() {
    service.close();
  }

  private static void configured(String email, String password) {
    new FirstAdministrator(
            service.bean(Registration.class),
            service.bean(Accounts.class),
            service.bean(Passwords.class),
            service.bean(EmailConfirmations.class),
            email,
            password)
        .run(null);
  }

  @Test
  void whoIsNoLongerConfiguredIsNoAdministratorAndAnotherPasswordEndsTheSessions() {
    Person administrator = service.administrator();
    configured(CommandSide.ADMIN, CommandSide.ADMIN_PASSWORD);
    Person again = service.administrator();
    assertThat(service.refresh(again.refreshToken).status())
        .as("nothing was changed")
        .isEqualTo(200);

    configured(CommandSide.ADMIN, "quite another password");
    assertThat(service.refresh(administrator.refreshToken).code()).isEqualTo("refresh-token-spent");

    configured("successor@taskledger.test", "the successor's password");
    assertThat(service.bean(Accounts.class).withEmail(CommandSide.ADMIN).orElseThrow().roles())
        .containsExactly("user");
    assertThat(
            service
                .bean(Accounts.class)
                .withEmail("successor@taskledger.test")
                .orElseThrow()
                .roles())
        .contains("admin");
  }

  @Test
  void anAccountThatWasThereBeforeIsNotPromoted() {
    String email = service.register();

    configured(email, "the configured password");

    assertThat(service.bean(Accounts.class).withEmail(email).orElseThrow().roles())
        .containsExactly("user");
    assertThat(
            service
                .store()
                .queryForObject(
                    "select count(*) from command_side.account where 'admin' = any(roles)",
                    Long.class))
        .as("and the administrator remains")
        .isEqualTo(1);
  }
}

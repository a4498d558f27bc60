package io.taskledger.command.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class PasswordsTest {
  private static final String EMAIL = "anna.lindqvist@example.org";
  private final Passwords passwords = new Passwords();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1234567890",
        "passwordpassword",
        "aaaaaaaaaa",
        "qwertyuiop",
        "password1",
        EMAIL,
        "\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00",
        "x9Kd02m"
      })
  void whatIsGuessedEarlyIsWeak(String password) {
    assertThat(passwords.weakness(password, EMAIL)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x9Kd02mz", "a long password", "correct horse battery staple"})
  void otherPasswordsOfEightCharactersAreTaken(String password) {
    assertThat(passwords.weakness(password, EMAIL)).isEmpty();
  }

  @Test
  void theSameCharactersAreTheSamePassword() {
    String hash = passwords.hash("Cr\u00e8me br\u00fbl\u00e9e");

    assertThat(passwords.matches("Cre\u0300me bru\u0302le\u0301e", hash)).isTrue();
    assertThat(passwords.matches("Creme brulee", hash)).isFalse();
  }

  @Test
  void blanksAtTheEndsBelongToAPassword() {
    String hash = passwords.hash(" a long password ");

    assertThat(passwords.matches(" a long password ", hash)).isTrue();
    assertThat(passwords.matches("a long password", hash)).isFalse();
  }

  @Test
  void aPasswordThatWasCutWhenItWasSetStillLogsIn() {
    String old = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode("a long password");

    assertThat(passwords.matches("a long password ", old)).isTrue();
  }
}

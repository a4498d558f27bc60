package io.taskledger.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"anna@example.org", "a.b+c@mail.example.co", "anna@xn--e1afmkfd.xn--p1ai"})
  void anAddressThatMailReachesIsTaken(String address) {
    assertThat(EmailAddress.isValid(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "two..dots@example.org",
        ".a@example.org",
        "a.@example.org",
        "a@example",
        "a@-example.org",
        "a@example.org\nbcc: b@example.org",
        "@example.org",
        "a@b@example.org"
      })
  void anAddressThatNoMailReachesIsRefused(String address) {
    assertThat(EmailAddress.isValid(address)).isFalse();
  }

  @org.junit.jupiter.api.Test
  void aLocalPartHasAtMost64Characters() {
    assertThat(EmailAddress.isValid("a".repeat(64) + "@example.org")).isTrue();
    assertThat(EmailAddress.isValid("a".repeat(65) + "@example.org")).isFalse();
  }
}

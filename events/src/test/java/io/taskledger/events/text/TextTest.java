package io.taskledger.events.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
  @Test
  void aTextIsTheSameHoweverItsLettersAreComposed() {
    assertThat(Text.normalize("Cafe\u0301")).isEqualTo("Caf\u00e9");
    assertThat(Text.normalize("Caf\u00e9")).isEqualTo("Caf\u00e9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\t\n",
        "\u00a0",
        "\u2007",
        "\u202f",
        "\u0085",
        "\u200b",
        "\u200e",
        "\ufeff",
        "\u00ad",
        "\u3164",
        " \u200b\u00a0",
        "\u2800"
      })
  void whatHasNothingVisibleIsBlank(String text) {
    assertThat(Text.isBlank(text)).isTrue();
    assertThat(Text.strip(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\u200ba", "1", "\ud83d\ude42", "\u00b7", "\u0e01"})
  void whatHasSomethingVisibleIsNot(String text) {
    assertThat(Text.isBlank(text)).isFalse();
  }

  @Test
  void spacesOfEveryKindGoAtTheEndsAndStayInside() {
    assertThat(Text.strip("\u00a0\u202f a\u00a0b \u2007\u0085")).isEqualTo("a\u00a0b");
  }
}

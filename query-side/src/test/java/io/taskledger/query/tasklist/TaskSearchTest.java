package io.taskledger.query.tasklist;

import static io.taskledger.query.given.TaskInView.aTaskOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.query.given.Api;
import io.taskledger.query.given.QuerySideTest;
import io.taskledger.query.given.Views;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@QuerySideTest
class TaskSearchTest {
  private final UUID anna = UUID.randomUUID();
  private final Views views;
  private final Api api;

  @Autowired
  TaskSearchTest(Views views, Api api) {
    this.views = views;
    this.api = api;
  }

  private Api.Answer search(String typed) {
    return api.get(anna, "/api/tasks?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8));
  }

  private void add(String title, String description) {
    views.add(aTaskOf(anna).called(title).describedAs(description));
  }

  @ParameterizedTest
  @CsvSource({
    "r, A B",
    "repor, A B",
    "reportin, B",
    "reporting, A B",
    "REPORTS, A B",
    "quarterl, A",
    "quarterly reports, A",
    "reports quarterl, A",
    "the reports, A B",
    "reports the, A B",
    "'reports ', A B",
    "reports., A B",
    "theor, C",
    "the, A C",
    "bob@exam, C",
    "well-kno, C",
    "garden or report, A B C",
    "garden or repor, A B C",
    "garden or quarterly repor, A C",
    "garden or report quarterl, A C",
    "reports -quarterly, B",
    "reports -quarter, B",
    "-quarterly repor, B",
    "-repor, A B C",
    "-reports, C",
    "- reports, C",
    "'\"quarterly reports\"', A",
    "'\"reports quarterly\"', ''",
    "'\"quarterly reports\" tax', A",
    "'\"quarterly reports\" ta', A",
    "ho, B",
    "nothing like it, ''",
  })
  void aSearchFindsWhatItSays(String typed, String titles) {
    add("A quarterly reports", "on the taxes");
    views.add(aTaskOf(anna).called("B reporting").tagged("home"));
    add("C garden", "theory of a well-known bob@example.org");

    List<String> found =
        search(typed).items("title").stream().map(title -> title.substring(0, 1)).sorted().toList();

    assertThat(String.join(" ", found)).isEqualTo(titles);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the",
        "the a of",
        "or",
        "or or",
        "-",
        "--",
        "- -",
        "\"",
        "\"\"",
        "\"\"\"",
        "\"the",
        "'",
        "''",
        "'a",
        "a'",
        "\\",
        "a\\",
        "\\'",
        "a\\'b",
        ":*",
        "a:*",
        "a:A",
        "&",
        "a &",
        "| a",
        "!a",
        "!",
        "(",
        ")",
        "((a",
        "(-a",
        "-(a",
        "<->",
        "a <-> b",
        "<2>",
        "a<b>c",
        "%",
        "_",
        ";",
        "a;b",
        "--a",
        "$1",
        ":q",
        "?",
        "a?b",
        "{",
        "}",
        "äöü",
        "日本語",
        "😀",
        "a\u00adb",
        "\u200b",
        "İ",
        "\u0001",
        "a\tb\nc",
        "http://example.org/a?b=c#d",
        "1.5e-7",
        "-1",
        "c++",
        "<b>bold</b>",
        "\uFFFD",
        "or -a",
        "\"a b\"c",
        "a\"b",
        "a \"b",
        "- \"a b\""
      })
  void noInputIsAnError(String typed) {
    add("some words", "and more of them");

    assertThat(search(typed).status()).isEqualTo(200);
    assertThat(search(typed + typed + " " + typed + " x").status()).isEqualTo(200);
  }

  @Test
  void theLongestInputIsNoErrorEither() {
    assertThat(search("日".repeat(500)).status()).isEqualTo(200);
    assertThat(search("'".repeat(500)).status()).isEqualTo(200);
    assertThat(search("a ".repeat(250)).status()).isEqualTo(200);
    assertThat(search("x".repeat(501)).wrong()).containsExactly("q");
  }

  @Test
  void theBestMatchComesFirst() {
    add("shopping", "a can to water with");
    add("water", "water the plants with water");
    add("water the plants", "");
    add("waterproof shoes", "");

    assertThat(search("water").items("title"))
        .containsExactly("water", "water the plants", "waterproof shoes", "shopping");
  }

  @Test
  void tasksOfOthersAreNotFoundAndAssignedOnesAre() {
    UUID bert = UUID.randomUUID();
    views.add(aTaskOf(bert).called("secret"));
    views.add(aTaskOf(bert).called("secret of both").assignedTo(anna));
    views.add(aTaskOf(anna).called("secret in the trash").inTrashSince("2026-03-01T00:00:00Z"));

    assertThat(search("secre").items("title")).containsExactly("secret of both");
    assertThat(api.get(anna, "/api/tasks?deleted=true&q=secre").items("title"))
        .containsExactly("secret in the trash");
  }
}

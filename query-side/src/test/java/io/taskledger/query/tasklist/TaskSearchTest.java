package io.taskledger.query.tasklist;

import static io.taskledger.query.given.TaskInView.aTaskOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.query.given.Api;
import io.taskledger.query.given.QuerySideTest;
import io.taskledger.query.given.Views;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    assertThat(search("a ".repeat(12)).status()).isEqualTo(200);
    assertThat(search("a ".repeat(13)).wrong()).containsExactly("q");
    assertThat(search("\"" + "a ".repeat(13) + "\"").wrong()).containsExactly("q");
    assertThat(search("x".repeat(501)).wrong()).containsExactly("q");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          What is this?               | what is this?
          do it now.                  | do it now.
          do it now.                  | do it
          to be or not to be          | "to be or not to be"
          Who are you                 | who
          Fix PROJ-4711               | 4711
          Fix PROJ-4711               | proj-4711
          Fix PROJ-4711               | PROJ
          Budget 2026-2027            | 2027
          Budget 2026-2027            | 2026-2027
          Call 030-123456             | 123456
          Call 030/123-456            | 030 123
          Release v1.2.3              | v1.2.3
          mail bob.miller@example.org | miller
          mail bob.miller@example.org | bob.miller@example.org
          see https://example.org/a_b | example.org
          snake_case_name             | case
          明日の会議を準備する            | 会議
          明日の会議を準備する            | 準備
          明日の会議を準備する            | 会
          明日の会議を準備する            | る
          明日の会議を準備する            | 明日 準備
          购买牛奶和面包                 | 牛奶
          カタカナの仕事                 | ｶﾀｶﾅ
          ประชุมทีมพรุ่งนี้               | ทีม
          ประชุมทีมพรุ่งนี้               | พรุ่งนี้
          회의 준비                     | 회의
          회의를 준비                   | 회의
          Café am Markt               | cafe
          cafe                        | café
          Ångström                    | angstrom
          naïve                       | NAIVE
          straße                      | STRASSE
          Ελλάδα                      | ΕΛΛΑΔΑ
          don’t panic                 | don't
          don't panic                 | don’t panic
          Anna's list                 | anna
          L’eau                       | eau
          re\u200bport                | report
          report                      | re\u00adport
          \ufeffreport\u200e          | "report"
          """)
  void aSearchFindsWhatAPersonSees(String title, String typed) {
    add(unescaped(title), "");
    add("quite another one", "");

    assertThat(search(unescaped(typed)).items("title")).containsExactly(unescaped(title));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          明日の会議                    | 会日
          明日の会議                    | 議会
          Fix PROJ-4711               | 711
          to be or not to be          | "be to not"
          what is this                | what was this
          """)
  void aSearchDoesNotFindWhatIsNotThere(String title, String typed) {
    add(title, "");

    assertThat(search(typed).items("title")).isEmpty();
  }

  private static String unescaped(String text) {
    return text.translateEscapes();
  }

  @Test
  void everyPieceOfATitleIsFound() {
    var random = new Random(7);
    String alphabet = "ab é1- 会議中日ทีม회의'_.";
    for (int i = 0; i < 60; i++) {
      StringBuilder title = new StringBuilder("x");
      for (int length = 0; length < 12; length++) {
        title.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      UUID owner = UUID.randomUUID();
      views.add(aTaskOf(owner).called(title.toString()));
      for (String word : title.toString().split("[^\\p{L}\\p{M}\\p{N}]+")) {
        String path = "/api/tasks?q=" + URLEncoder.encode(word, StandardCharsets.UTF_8);
        assertThat(api.get(owner, path).items("title"))
            .as("'%s' in '%s'", word, title)
            .containsExactly(title.toString());
      }
    }
  }

  @Test
  void aSearchThatTakesTooLongIsEndedAndToldSo() throws Exception {
    add("some words", "");
    try (Connection locking = views.connection()) {
      locking.setAutoCommit(false);
      locking.createStatement().execute("lock table task in access exclusive mode");

      assertThat(search("words").code()).isEqualTo("search-too-broad");

      locking.rollback();
    }
    assertThat(search("words").items("title")).containsExactly("some words");
  }

  @Test
  void longTextsOfTheSameWordsAreFoundInTime() {
    // As one person could write them to make every search slow for all.
    String ninety =
        IntStream.range(0, 90).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
    String description = (ninety + " ").repeat(17).substring(0, 10_000);
    IntStream.range(0, 200).forEach(i -> add("Task " + i, description));
    String twelve = ninety.substring(0, ninety.indexOf(" word12"));

    assertThat(search(twelve).status()).isEqualTo(200);
    assertThat(search("\"" + twelve + "\"").status()).isEqualTo(200);
    assertThat(search(twelve + " word99").items("title")).isEmpty();
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

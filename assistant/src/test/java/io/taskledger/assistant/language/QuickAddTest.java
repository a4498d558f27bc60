package io.taskledger.assistant.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that the table of phrases has no line for. */
class QuickAddTest {
  private static final String NOW = "2026-11-25T10:00:00";

  private static Understood read(String line) {
    return QuickAdd.understand(line, PhrasesTest.at(NOW, "en"), List.of());
  }

  private static String due(Understood understood) {
    var due = understood.task().dueDate();
    return due == null ? "" : due.atZone(PhrasesTest.BERLIN).toLocalDateTime().toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The 5th Wave",
        "Friday meeting notes",
        "Buy evening dress",
        "Create monthly report",
        "may 5 tables",
        "Answer mail from monday",
        "Present for Mum's 30th",
        "Support 24/7",
        "Answer mail from mon",
        "Call +49 30 1234",
        "Compare 5/6 results",
        "Read page 3 of 5",
        "Review v 2.5"
      })
  void staysATitle(String line) {
    assertThat(read(line).task().title()).isEqualTo(line);
    assertThat(read(line).parts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "Call at 5, 2026-11-25T17:00",
        "Call at 7, 2026-11-26T07:00",
        "Call midnight, 2026-11-26T00:00",
        "Call friday midnight, 2026-11-28T00:00",
        "Call today at 9am, 2026-11-25T09:00",
        "Report day after tomorrow, 2026-11-27T23:59:59",
        "Report this weekend, 2026-11-28T23:59:59",
        "Report eow, 2026-11-29T23:59:59",
        "Report in 1 month, 2026-12-25T23:59:59",
        "Report on 12/24, ``",
        "Report on 24/12, 2026-12-24T23:59:59",
        "Report tomorrow., 2026-11-26T23:59:59",
        "Report monday friday, 2026-11-27T23:59:59",
        "Sync every friday at 9, 2026-11-27T09:00",
        "Sync every 2nd fri, 2026-11-27T23:59:59",
        "Sync every wed at 9, 2026-12-02T09:00",
        "Sync daily, 2026-11-25T23:59:59",
        "Sync every day from 1 dec, 2026-12-01T23:59:59",
        "Sync every morning, 2026-11-26T09:00",
        "Sync every 31 feb, ``",
      })
  void isDue(String line, String due) {
    assertThat(due(read(line))).isEqualTo(due);
  }

  @Test
  void aTimeInAGapOfTheClocksIsLaterByTheGapAndOneThatHappensTwiceTheFirst() {
    var spring = PhrasesTest.at("2027-03-27T10:00:00", "en");
    var autumn = PhrasesTest.at("2026-10-24T10:00:00", "en");
    assertThat(QuickAdd.understand("x tomorrow 2:30am", spring, List.of()).task().dueDate())
        .hasToString("2027-03-28T01:30:00Z");
    assertThat(QuickAdd.understand("x tomorrow 2:30am", autumn, List.of()).task().dueDate())
        .hasToString("2026-10-25T00:30:00Z");
  }

  @Test
  void theMonthIsFirstInAmericaOnly() {
    var american = PhrasesTest.at(NOW, "en-US");
    assertThat(due(QuickAdd.understand("Report on 12/24", american, List.of())))
        .isEqualTo("2026-12-24T23:59:59");
  }

  @Test
  void nextWeekBeginsAsThePersonHasIt() {
    var at = PhrasesTest.at(NOW, "en");
    var sunday = new Setting(at.now(), at.zone(), at.locale(), DayOfWeek.SUNDAY, at.people());
    assertThat(due(QuickAdd.understand("x next week", sunday, List.of()))).startsWith("2026-11-29");
    assertThat(due(QuickAdd.understand("x next fri", sunday, List.of()))).startsWith("2026-12-04");
  }

  @Test
  void partsHaveTheirPlacesAndWhatIsIgnoredStaysText() {
    String line = "Pay rent tomorrow 9am #home";
    assertThat(read(line).parts())
        .extracting(part -> line.substring(part.start(), part.end()) + "=" + part.value())
        .containsExactly("tomorrow=2026-11-26", "9am=09:00", "#home=home");
    Understood plain =
        QuickAdd.understand(line, PhrasesTest.at(NOW, "en"), List.of(new int[] {9, 17}));
    assertThat(plain.task().title()).isEqualTo("Pay rent tomorrow");
    assertThat(due(plain)).isEqualTo("2026-11-26T09:00");
  }

  @Test
  void anotherReadingOfNextFridayIsOffered() {
    assertThat(read("Report next fri").alternatives())
        .extracting(Understood.Part::value)
        .containsExactly("2026-11-27");
  }

  @Test
  void whoCannotBeAssignedStaysTextAndIsToldOf() {
    UUID ben = UUID.randomUUID();
    var at = PhrasesTest.at(NOW, "en");
    var knowing =
        new Setting(
            at.now(),
            at.zone(),
            at.locale(),
            at.weekStart(),
            name -> name.equals("ben") ? Optional.of(ben) : Optional.empty());
    var task = QuickAdd.understand("Ask @ben and @nobody", knowing, List.of());
    assertThat(task.task().assigneeId()).isEqualTo(ben);
    assertThat(task.task().title()).isEqualTo("Ask and @nobody");
    assertThat(task.warnings()).hasSize(1);
  }

  @Test
  void whatIsNoDateIsToldOf() {
    assertThat(read("Pay 31 feb fee").warnings()).containsExactly("“31 feb” is not a date.");
    assertThat(read("Pay 2026-02-31").task().title()).isEqualTo("Pay 2026-02-31");
  }

  @Test
  void aLineOfNothingButPartsHasNoTitle() {
    assertThat(read("tomorrow 9am #home").task().title()).isEmpty();
  }

  /** Whatever is typed is understood in milliseconds, with parts that lie within the line. */
  @Test
  void anyLineIsReadFast() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    String[] words =
        ("every! 2 weeks mon, tue at 5 pm on may 31 feb #a !high @b +c remind 1h before until for 3"
             + " times \"quo ted\" \\x 24.12. 2026-12-24 in 45 min ’s the 5th next fri \uD83D\uDE80"
             + " \u0130 é")
            .split(" ");
    long begin = System.nanoTime();
    for (int i = 0; i < 3_000; i++) {
      var line = new StringBuilder();
      for (int j = random.nextInt(12); j >= 0; j--) {
        line.append(words[random.nextInt(words.length)]).append(random.nextInt(9) == 0 ? "" : " ");
      }
      String locale = random.nextBoolean() ? "de" : "en-US";
      Understood understood =
          QuickAdd.understand(line.toString(), PhrasesTest.at(NOW, locale), List.of());
      assertThat(understood.parts())
          .as("seed %d: %s", seed, line)
          .allMatch(part -> part.start() >= 0 && part.start() < part.end())
          .allMatch(part -> part.end() <= line.length());
    }
    String longest = "every day ".repeat(200);
    QuickAdd.understand(longest, PhrasesTest.at(NOW, "en"), List.of());
    System.out.printf(
        Locale.ROOT,
        "%.3f ms a line%n",
        Duration.ofNanos(System.nanoTime() - begin).toMillis() / 3_000.0);
  }
}

package io.taskledger.assistant.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of phrases. */
class PhrasesTest {
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  record Phrase(String text, String title, String due, String more) {
    @Override
    public String toString() {
      return text;
    }
  }

  static Setting at(String wallClock, String locale) {
    return new Setting(
        LocalDateTime.parse(wallClock).atZone(BERLIN).toInstant(),
        BERLIN,
        Locale.forLanguageTag(locale),
        DayOfWeek.MONDAY,
        name -> Optional.empty());
  }

  static Stream<Phrase> table() {
    try (var file = PhrasesTest.class.getResourceAsStream("/phrases.md")) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return text
          .lines()
          .filter(line -> line.startsWith("| `"))
          .map(
              line -> {
                List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
                String phrase = cells.get(1);
                return new Phrase(
                    phrase.substring(1, phrase.length() - 1),
                    cells.get(2),
                    cells.get(3),
                    cells.size() > 4 ? cells.get(4) : "");
              })
          .toList()
          .stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void isUnderstood(Phrase phrase) {
    String locale = phrase.more().contains("locale: de") ? "de" : "en";
    Understood understood =
        QuickAdd.understand(phrase.text(), at("2026-11-25T10:00:00", locale), List.of());
    var task = understood.task();
    assertThat(task.title()).isEqualTo(phrase.title());
    assertThat(due(task)).isEqualTo(phrase.due());
    assertThat(more(task)).isEqualTo(phrase.more().replaceAll("(; )?locale: de$", ""));
  }

  private static String due(Understood.Task task) {
    if (task.dueDate() == null) {
      return "";
    }
    var local = task.dueDate().atZone(BERLIN).toLocalDateTime();
    if (task.allDay() == null) {
      return MINUTE.format(local);
    }
    assertThat(local.toLocalTime()).hasToString("23:59:59");
    return local.toLocalDate().toString();
  }

  private static String more(Understood.Task task) {
    List<String> more = new ArrayList<>();
    if (task.recurrence() != null) {
      more.add("recurrence: " + task.recurrence());
    }
    if (task.priority() != null && task.tags() == null) {
      more.add("priority: " + task.priority());
    }
    if (task.tags() != null && task.priority() != null) {
      String tags = "tags: " + String.join(" ", task.tags());
      String priority = "priority: " + task.priority();
      more.add(task.dueDate() == null ? priority + "; " + tags : tags + "; " + priority);
    } else if (task.tags() != null) {
      more.add("tags: " + String.join(" ", task.tags()));
    }
    if (task.reminders() != null) {
      more.add("reminders: " + String.join(" ", task.reminders()));
    }
    return String.join("; ", more);
  }
}

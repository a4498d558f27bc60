package io.taskledger.assistant.language;

import io.taskledger.assistant.language.Found.Day;
import io.taskledger.assistant.language.Found.FromNow;
import io.taskledger.assistant.language.Found.Marked;
import io.taskledger.assistant.language.Found.NoDate;
import io.taskledger.assistant.language.Found.Reminder;
import io.taskledger.assistant.language.Found.Rule;
import io.taskledger.assistant.language.Found.Time;
import io.taskledger.assistant.language.Found.Times;
import io.taskledger.assistant.language.Understood.Part;
import io.taskledger.assistant.language.Understood.Task;
import io.taskledger.events.task.Priority;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a line says, put together from its parts. */
final class Answer {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final String RECURRENCE = "recurrence";

  private final Line line;
  private final Setting at;
  private final List<Found> parts;
  private final Due due;
  private final List<String> warnings;

  Answer(Line line, Setting at, List<Found> parts, Due due, List<String> warnings) {
    this.line = line;
    this.at = at;
    this.parts = parts;
    this.due = due;
    this.warnings = warnings;
  }

  Understood understood() {
    List<String> tags = marked("tag");
    List<String> reminders =
        parts.stream()
            .flatMap(
                part ->
                    part.meaning() instanceof Reminder reminder
                        ? Stream.of(reminder.duration())
                        : Stream.empty())
            .distinct()
            .toList();
    String priority = lastMarked("priority");
    String assignee = lastMarked("assignee");
    var task =
        new Task(
            title(),
            due.moment(),
            due.isAllDay() ? Boolean.TRUE : null,
            due.moment() == null ? null : at.zone().getId(),
            due.recurrence(),
            priority == null ? null : Priority.valueOf(priority),
            tags.isEmpty() ? null : tags,
            assignee == null ? null : UUID.fromString(assignee),
            lastMarked("category"),
            reminders.isEmpty() ? null : reminders);
    return new Understood(
        task, parts.stream().map(this::part).toList(), List.copyOf(warnings), alternatives());
  }

  /** What is left of the line, with single spaces. */
  private String title() {
    return IntStream.range(0, line.words().size())
        .filter(
            word -> parts.stream().noneMatch(part -> part.first() <= word && word <= part.last()))
        .mapToObj(word -> line.words().get(word).text())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private List<String> marked(String kind) {
    return parts.stream()
        .map(Found::meaning)
        .filter(Marked.class::isInstance)
        .map(Marked.class::cast)
        .filter(marked -> marked.kind().equals(kind))
        .map(Marked::value)
        .distinct()
        .toList();
  }

  private @Nullable String lastMarked(String kind) {
    List<String> values = marked(kind);
    return values.isEmpty() ? null : values.getLast();
  }

  private Part part(Found found) {
    return switch (found.meaning()) {
      case Day day ->
          part(
              found,
              isBound(found) ? RECURRENCE : "date",
              isBound(found) ? rule() : day.date().toString());
      case FromNow ignored ->
          part(found, "time", CLOCK.format(Objects.requireNonNull(due.moment()).atZone(at.zone())));
      case Time time -> part(found, "time", CLOCK.format(time.time()));
      case Rule ignored -> part(found, RECURRENCE, rule());
      case Times ignored -> part(found, RECURRENCE, rule());
      case Reminder reminder -> part(found, "reminder", reminder.duration());
      case Marked marked -> part(found, marked.kind(), marked.value());
      case NoDate noDate -> throw new IllegalStateException(noDate + " is no part");
    };
  }

  private String rule() {
    return Objects.requireNonNull(due.recurrence());
  }

  /** Whether it is the day with which a rule begins or ends. */
  private boolean isBound(Found found) {
    return due.recurrence() != null
        && line.lower(found.first()).matches("from|starting|until|till|ab|bis");
  }

  private Part part(Found found, String kind, String value) {
    return new Part(
        line.words().get(found.first()).start(), line.words().get(found.last()).end(), kind, value);
  }

  private List<Part> alternatives() {
    List<Part> alternatives = new ArrayList<>();
    for (Found found : parts) {
      if (found.meaning() instanceof Day(var date, var time, var other) && other != null) {
        alternatives.add(part(found, "date", other.toString()));
      }
    }
    return alternatives;
  }
}

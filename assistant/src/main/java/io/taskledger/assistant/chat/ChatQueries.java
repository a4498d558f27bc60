package io.taskledger.assistant.chat;

import io.taskledger.assistant.language.QuickAdd;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers what is asked. */
final class ChatQueries {
  private final Turn turn;

  ChatQueries(Turn turn) {
    this.turn = turn;
  }

  String help() {
    List<Found> some = turn.list("status=pending&status=in-progress&sort=dueDate&limit=3");
    String own =
        some.isEmpty()
            ? ""
            : " For example: “complete %s”, “move %s to friday 5pm”, “who changed %s”."
                .formatted(title(some, 0), title(some, 1), title(some, 2));
    return "Say “what is overdue”, “show today”, “find invoice”, “add call Anna tomorrow 9am”,"
        + " “postpone 2 by 3 days”, “what did I do yesterday” or “undo”."
        + own;
  }

  String show(String parameters, String heading) {
    return turn.listed(turn.list(moments(parameters) + "&limit=" + Turn.MOST), heading);
  }

  /** Moments of the person's days, in the place of their names. */
  private String moments(String parameters) {
    LocalDate today = turn.at.today();
    DayOfWeek start = turn.at.weekStart();
    return parameters
        .replace("{tomorrow}", turn.startOf(today.plusDays(1)))
        .replace("{after}", turn.startOf(today.plusDays(2)))
        .replace("{week}", turn.startOf(today.with(TemporalAdjusters.next(start))));
  }

  String find(String words) {
    List<Found> found = Found.all(turn.query("/api/tasks?limit=20&q={q}", words));
    turn.conversation.show(found);
    turn.items = found;
    return found.isEmpty()
        ? "No task has “" + words + "”."
        : "%d %s “%s”."
            .formatted(found.size(), found.size() == 1 ? "task has" : "tasks have", words);
  }

  String count() {
    JsonNode numbers = turn.query("/api/dashboard?timeZone={zone}", turn.at.zone().getId());
    JsonNode status = numbers.path("byStatus");
    return "%d open, %d in progress, %d done; %d overdue, %d due today."
        .formatted(
            status.path("pending").asInt(),
            status.path("in-progress").asInt(),
            status.path("completed").asInt(),
            numbers.path("overdue").asInt(),
            numbers.path("dueToday").asInt());
  }

  String changes(boolean mine, String since) {
    LocalDate today = turn.at.today();
    String words = since.replaceFirst("(?i)^(since|on) ", "");
    LocalDate day =
        switch (words.toLowerCase(Locale.ROOT)) {
          case "today" -> today;
          case "yesterday" -> today.minusDays(1);
          case "this week" -> today.with(TemporalAdjusters.previousOrSame(turn.at.weekStart()));
          default -> pastDay(words).orElse(null);
        };
    if (day == null) {
      return "“" + words + "” is not a day that I understand.";
    }
    boolean onlyThatDay =
        since.equalsIgnoreCase("yesterday") || since.toLowerCase(Locale.ROOT).startsWith("on ");
    List<JsonNode> found = new ArrayList<>();
    for (String by : mine ? List.of("me") : List.of("me", "others")) {
      turn.query("/api/changes?by={by}&since={since}&limit=50", by, turn.startOf(day))
          .path("items")
          .forEach(
              change -> {
                Instant when = Instant.parse(change.path("at").asString());
                if (!onlyThatDay
                    || when.isBefore(day.plusDays(1).atStartOfDay(turn.at.zone()).toInstant())) {
                  found.add(change);
                }
              });
    }
    if (found.isEmpty()) {
      return "Nothing was changed.";
    }
    var told =
        new StringBuilder(
            "%d %s:".formatted(found.size(), found.size() == 1 ? "change" : "changes"));
    found.stream()
        .sorted((a, b) -> b.path("at").asString().compareTo(a.path("at").asString()))
        .limit(Turn.SHOWN)
        .forEach(change -> told.append("\n").append(sentence(change)));
    return told.toString();
  }

  private String sentence(JsonNode change) {
    String who = change.path("actor").path("name").asString("The system");
    String did =
        switch (change.path("type").asString("")) {
          case "TaskCreated" -> "created";
          case "TaskCompleted" -> "completed";
          case "TaskDeleted" -> "deleted";
          case "TaskRestored" -> "restored";
          default -> "changed";
        };
    return "%s: %s %s “%s”"
        .formatted(
            Turn.MINUTE.format(Instant.parse(change.path("at").asString()).atZone(turn.at.zone())),
            who,
            did,
            change.path("title").asString(""));
  }

  /** The last such day, where a weekday is named; a date as it is. */
  private Optional<LocalDate> pastDay(String words) {
    for (DayOfWeek day : DayOfWeek.values()) {
      String name = day.name().toLowerCase(Locale.ROOT);
      if (words.equalsIgnoreCase(name) || words.equalsIgnoreCase(name.substring(0, 3))) {
        return Optional.of(turn.at.today().with(TemporalAdjusters.previous(day)));
      }
    }
    Instant due = QuickAdd.understand("x " + words, turn.at, List.of()).task().dueDate();
    return Optional.ofNullable(due).map(moment -> moment.atZone(turn.at.zone()).toLocalDate());
  }

  String asOf(String when) {
    LocalDate today = turn.at.today();
    Optional<LocalDate> day =
        when.equalsIgnoreCase("yesterday") ? Optional.of(today.minusDays(1)) : pastDay(when);
    if (day.isEmpty() || day.get().isAfter(today)) {
      return "“" + when + "” is not a day in the past that I understand.";
    }
    Instant moment = day.get().plusDays(1).atStartOfDay(turn.at.zone()).toInstant();
    Instant asOf = moment.isAfter(turn.at.now()) ? turn.at.now() : moment;
    List<Found> found =
        Found.all(
            turn.query(
                "/api/tasks?status=pending&status=in-progress&sort=dueDate&limit=100&asOf={asOf}",
                asOf));
    turn.conversation.show(List.of());
    turn.items = found.stream().limit(Turn.SHOWN).toList();
    return "%d %s open at the end of %s."
        .formatted(
            found.size(),
            found.size() == 1 ? "task was" : "tasks were",
            Turn.DAY.format(day.get()));
  }

  String who(String target) {
    Targets.Result result = turn.targets.find(target, false);
    if (!result.isClear() || result.tasks().size() != 1) {
      return turn.unclear(result, target);
    }
    Found task = result.tasks().getFirst();
    turn.conversation.speakOf(result.tasks());
    JsonNode history = turn.query("/api/tasks/{taskId}/history?order=desc&limit=7", task.taskId());
    var told = new StringBuilder("“" + task.title() + "”:");
    for (JsonNode entry : history.path("items")) {
      var change = (ObjectNode) entry;
      told.append("\n").append(sentence(change.put("title", task.title())));
    }
    return told.toString();
  }

  private static String title(List<Found> tasks, int index) {
    return tasks.get(index % tasks.size()).title();
  }
}

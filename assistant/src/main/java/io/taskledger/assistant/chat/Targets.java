package io.taskledger.assistant.chat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the tasks that words stand for: numbers of the last answer, pronouns, or titles. */
final class Targets {
  private static final Pattern NUMBERS =
      Pattern.compile("(?:the )?(?:numbers? |tasks? )?(\\d{1,3}(?:(?:,? and |, ?| )\\d{1,3})*)");
  private static final Map<String, Integer> ORDINALS =
      Map.of("first", 1, "second", 2, "third", 3, "fourth", 4, "fifth", 5, "last", -1);
  private static final Pattern ORDINAL =
      Pattern.compile("the (first|second|third|fourth|fifth|last)(?: one| task)?");
  private static final Set<String> PRONOUNS =
      Set.of("it", "that", "this", "them", "those", "these");
  private static final Set<String> ALL =
      Set.of("all", "all of them", "all of those", "everything", "them all");
  static final int SHOWN = 7;

  private final Turn turn;
  private final Conversation conversation;

  Targets(Turn turn) {
    this.turn = turn;
    this.conversation = turn.conversation;
  }

  /**
   * What was found.
   *
   * @param tasks the ones that are meant; or those that may be, where it is not clear
   */
  record Result(List<Found> tasks, boolean isClear) {}

  /** The tasks that are meant; {@code deleted} looks in the trash. */
  Result find(String words, boolean deleted) {
    String said = words.strip().toLowerCase(Locale.ROOT);
    Matcher numbers = NUMBERS.matcher(said);
    Matcher ordinal = ORDINAL.matcher(said);
    if (numbers.matches() && !conversation.shown().isEmpty()) {
      List<Found> meant = new ArrayList<>();
      for (String number : new LinkedHashSet<>(List.of(numbers.group(1).split("\\D+")))) {
        int index = Integer.parseInt(number) - 1;
        if (index >= 0 && index < conversation.shown().size()) {
          meant.add(conversation.shown().get(index));
        }
      }
      return new Result(meant, true);
    }
    if (ordinal.matches() && !conversation.shown().isEmpty()) {
      int place = ORDINALS.getOrDefault(ordinal.group(1), 1);
      int index = place < 0 ? conversation.shown().size() - 1 : place - 1;
      return index < conversation.shown().size()
          ? new Result(List.of(conversation.shown().get(index)), true)
          : new Result(List.of(), true);
    }
    if (PRONOUNS.contains(said) && !conversation.spokenOf().isEmpty()) {
      return new Result(conversation.spokenOf(), true);
    }
    if (ALL.contains(said)) {
      return new Result(conversation.shown(), true);
    }
    if (said.matches("(?:all|everything) overdue")) {
      return new Result(
          turn.list(
              "status=pending&status=in-progress&overdue=true&sort=dueDate&limit=" + Turn.MOST),
          true);
    }
    return byTitle(words.strip().replaceAll("^[\"“]|[\"”]$", ""), deleted);
  }

  /** By the whole title, else by its beginning, else by its words. */
  private Result byTitle(String words, boolean deleted) {
    List<Found> found = search(words, deleted);
    List<Found> exact =
        found.stream().filter(task -> task.title().equalsIgnoreCase(words)).toList();
    if (!exact.isEmpty()) {
      return new Result(limited(exact), exact.size() == 1);
    }
    List<Found> beginning =
        found.stream()
            .filter(
                task ->
                    task.title()
                        .toLowerCase(Locale.ROOT)
                        .startsWith(words.toLowerCase(Locale.ROOT)))
            .toList();
    List<Found> best = beginning.isEmpty() ? found : beginning;
    return new Result(limited(best), best.size() == 1);
  }

  /** Those with some of the words, where none has all. */
  List<Found> nearest(String words) {
    List<Found> near = new ArrayList<>();
    for (String word : words.split("\\s+")) {
      for (Found task : search(word, false)) {
        if (near.size() < 3
            && near.stream().noneMatch(each -> each.taskId().equals(task.taskId()))) {
          near.add(task);
        }
      }
    }
    return near;
  }

  private static List<Found> limited(List<Found> tasks) {
    return tasks.stream().limit(SHOWN).toList();
  }

  private List<Found> search(String words, boolean deleted) {
    return Found.all(turn.query("/api/tasks?limit=50&q={q}&deleted={deleted}", words, deleted));
  }
}

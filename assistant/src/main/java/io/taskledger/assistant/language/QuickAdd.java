package io.taskledger.assistant.language;

import io.taskledger.assistant.language.Found.Day;
import io.taskledger.assistant.language.Found.Form;
import io.taskledger.assistant.language.Found.FromNow;
import io.taskledger.assistant.language.Found.Marked;
import io.taskledger.assistant.language.Found.NoDate;
import io.taskledger.assistant.language.Found.Reminder;
import io.taskledger.assistant.language.Found.Rule;
import io.taskledger.assistant.language.Found.Time;
import io.taskledger.assistant.language.Found.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a line of quick add: finds what may be a part, decides what counts as one by what stands
 * around it, and puts the rest together as the title.
 */
public final class QuickAdd {
  private static final Vocabulary ENGLISH = new Vocabulary(Words.ENGLISH, false);
  private static final Vocabulary GERMAN = new Vocabulary(Words.GERMAN, true);
  private static final Set<String> BEGINNING = Set.of("from", "starting", "ab");
  private static final Set<String> END = Set.of("until", "till", "bis");

  private record Vocabulary(Forms rules, Forms dates, Forms times) {
    Vocabulary(Words words, boolean german) {
      this(RuleForms.of(words, german), DateForms.of(words, german), TimeForms.of(words, german));
    }
  }

  private final Line line;
  private final Setting at;
  private final List<String> warnings = new ArrayList<>();

  private QuickAdd(Line line, Setting at) {
    this.line = line;
    this.at = at;
  }

  /**
   * Understands a line.
   *
   * @param text one line
   * @param ignored places in it that are plain text, from and to, in UTF-16 units
   */
  public static Understood understand(String text, Setting at, List<int[]> ignored) {
    return new QuickAdd(new Line(text, ignored), at).read();
  }

  private Understood read() {
    List<Found> accepted = accepted(candidates());
    Found rule = last(accepted, Rule.class);
    Found until = rule == null ? null : bound(accepted, rule, END);
    Found from = rule == null ? null : bound(accepted, rule, BEGINNING);
    Predicate<Found> isBound = found -> found == until || found == from;
    Found day =
        last(
            accepted.stream().filter(isBound.negate()).toList(),
            found -> found.meaning() instanceof Day || found.meaning() instanceof FromNow);
    Found time = last(accepted, Time.class);
    Found times = rule == null ? null : last(accepted, Times.class);
    List<Found> counting =
        accepted.stream()
            .filter(
                found ->
                    switch (found.meaning()) {
                      case Day ignored -> found == day || isBound.test(found);
                      case FromNow ignored -> found == day;
                      case Time ignored -> found == time;
                      case Rule ignored -> found == rule;
                      case Times ignored -> found == times;
                      case Reminder ignored -> true;
                      case Marked ignored -> true;
                      case NoDate ignored -> false;
                    })
            .map(found -> withPrepositions(found, found == from ? BEGINNING : Set.of()))
            .toList();
    var due =
        new Due(
            at,
            meaning(day),
            meaning(time),
            meaning(rule),
            meaning(from),
            meaning(until),
            meaning(times));
    warnings.addAll(due.warnings());
    return new Answer(line, at, counting, due, warnings).understood();
  }

  private static Found.@Nullable Meaning meaning(@Nullable Found found) {
    return found == null ? null : found.meaning();
  }

  /** All that may be a part, from left to right; where forms overlap the longest. */
  private List<Found> candidates() {
    Vocabulary words = at.isGerman() ? GERMAN : ENGLISH;
    List<Found> candidates = new ArrayList<>();
    int word = 0;
    while (word < line.words().size()) {
      int here = word;
      Optional<Found> found =
          line.words().get(word).isLiteral()
              ? Optional.empty()
              : Marks.at(line, word, at, warnings)
                  .or(
                      () ->
                          Stream.of(words.rules(), words.dates(), words.times())
                              .flatMap(forms -> forms.at(line, here, at).stream())
                              .max(Comparator.comparingInt(Found::last)));
      found.ifPresent(candidates::add);
      word = found.map(Found::last).orElse(word) + 1;
    }
    return candidates;
  }

  private List<Found> accepted(List<Found> candidates) {
    List<Found> accepted = new ArrayList<>();
    for (Found found : candidates) {
      if (found.meaning() instanceof NoDate noDate) {
        warnings.add("“" + noDate.text() + "” is not a date.");
      } else if (found.form() == Form.CLEAR) {
        accepted.add(found);
      }
    }
    // Each that counts may make its neighbours count.
    boolean more = true;
    while (more) {
      List<Found> next =
          candidates.stream()
              .filter(
                  found ->
                      found.form() != Form.CLEAR
                          && !(found.meaning() instanceof NoDate)
                          && !accepted.contains(found)
                          && counts(found, accepted))
              .toList();
      accepted.addAll(next);
      more = !next.isEmpty();
    }
    accepted.sort(Comparator.comparingInt(Found::first));
    return accepted;
  }

  private boolean counts(Found found, List<Found> accepted) {
    String before = line.lower(found.first() - 1);
    boolean isDate = found.meaning() instanceof Day;
    boolean afterRule =
        BEGINNING.contains(before)
            && accepted.stream()
                .anyMatch(each -> each.meaning() instanceof Rule && each.last() < found.first());
    if (!afterRule
        && (Words.NEVER_AFTER.contains(before)
            || Words.NAMES_A_NUMBER.contains(before)
            || before.matches(".*['’]s?"))) {
      return false;
    }
    boolean afterPreposition =
        afterRule
            || (isDate ? Words.OF_DATES : Words.OF_TIMES).contains(before)
            || line.lower(found.first()).matches("at|um|in");
    boolean behindPart = accepted.stream().anyMatch(each -> each.last() == found.first() - 1);
    boolean beforePart = accepted.stream().anyMatch(each -> startOf(each) == found.last() + 1);
    boolean isLast = found.last() == line.words().size() - 1;
    if (found.form() == Form.AMBIGUOUS) {
      boolean beforeTime =
          accepted.stream()
              .anyMatch(
                  each -> each.meaning() instanceof Time && startOf(each) == found.last() + 1);
      return afterPreposition || beforeTime || (isLast && behindPart);
    }
    boolean isBareHour = line.lower(found.first()).matches("at|um");
    return (afterPreposition && !isBareHour) || behindPart || beforePart || isLast;
  }

  private int startOf(Found found) {
    return withPrepositions(found).first();
  }

  /** The day that a rule begins or ends with. */
  private @Nullable Found bound(List<Found> accepted, Found rule, Set<String> prepositions) {
    return last(
        accepted,
        found ->
            found.meaning() instanceof Day
                && found.first() > rule.last()
                && prepositions.contains(line.lower(found.first() - 1)));
  }

  private static @Nullable Found last(List<Found> accepted, Class<?> kind) {
    return last(accepted, found -> kind.isInstance(found.meaning()));
  }

  private static @Nullable Found last(List<Found> accepted, Predicate<Found> wanted) {
    return accepted.stream().filter(wanted).reduce((first, second) -> second).orElse(null);
  }

  /** Prepositions go with the part that they belong to. */
  private Found withPrepositions(Found found) {
    return withPrepositions(found, Set.of());
  }

  private Found withPrepositions(Found found, Set<String> more) {
    Set<String> taken =
        switch (found.meaning()) {
          case Day ignored -> Words.OF_DATES;
          case Time ignored -> Words.OF_TIMES;
          case FromNow ignored -> Set.of("due");
          case Rule ignored -> Set.of();
          case Times ignored -> Set.of();
          case Reminder ignored -> Set.of();
          case Marked ignored -> Set.of();
          case NoDate ignored -> Set.of();
        };
    int first = found.first();
    while (taken.contains(line.lower(first - 1)) || more.contains(line.lower(first - 1))) {
      first--;
    }
    return new Found(first, found.last(), found.form(), found.meaning());
  }
}

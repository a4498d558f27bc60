package io.taskledger.assistant.language;

import io.taskledger.assistant.language.Found.Form;
import io.taskledger.assistant.language.Found.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Forms of words that mean something, tried at each word; the longest that fits counts. */
final class Forms {
  private record Known(
      Pattern pattern, Form form, BiFunction<MatchResult, Setting, @Nullable Meaning> meaning) {}

  private static final String END_OF_WORD = "(?=[,;.!?]*(?:\\s|$))";

  private final List<Known> known = new ArrayList<>();

  /** Adds a form; its meaning is null where the words fit and say nothing. */
  void add(Form form, String regex, BiFunction<MatchResult, Setting, @Nullable Meaning> meaning) {
    known.add(new Known(Pattern.compile("(?:" + regex + ")" + END_OF_WORD), form, meaning));
  }

  /** The longest form that begins with this word. */
  Optional<Found> at(Line line, int word, Setting setting) {
    Found longest = null;
    int start = line.words().get(word).start();
    for (Known each : known) {
      Matcher matcher = each.pattern().matcher(line.lower());
      matcher.region(start, line.lower().length());
      if (!matcher.lookingAt()) {
        continue;
      }
      int last = line.wordEndingAt(matcher.end());
      if (last < 0 || anyLiteral(line, word, last) || (longest != null && longest.last() >= last)) {
        continue;
      }
      Meaning meaning = each.meaning().apply(matcher, setting);
      if (meaning != null) {
        Form form =
            each.form() == Form.WEAK && Words.AMBIGUOUS.contains(matcher.group())
                ? Form.AMBIGUOUS
                : each.form();
        longest = new Found(word, last, form, meaning);
      }
    }
    return Optional.ofNullable(longest);
  }

  private static boolean anyLiteral(Line line, int first, int last) {
    return line.words().subList(first, last + 1).stream().anyMatch(Line.Word::isLiteral);
  }
}

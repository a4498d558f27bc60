package io.taskledger.assistant.language;

import io.taskledger.assistant.language.Found.Form;
import io.taskledger.assistant.language.Found.Marked;
import io.taskledger.events.task.Priority;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words that are parts by their first character: tags, priorities, people, categories. */
final class Marks {
  private static final String TAG = "tag";
  private static final Pattern WORD =
      Pattern.compile("([#+])([\\p{L}\\p{N}_][\\p{L}\\p{N}_/-]*)[,;.!?]*");
  private static final Pattern PRIORITY =
      Pattern.compile(
          "(?:!(urgent|high|medium|low|dringend|hoch|mittel|niedrig|[1-4])|p([1-4]))[,;.?]*");
  private static final Pattern PERSON = Pattern.compile("@(\\S+?)[,;.!?]*");
  private static final Map<String, Priority> PRIORITIES =
      Map.ofEntries(
          Map.entry("1", Priority.URGENT),
          Map.entry("2", Priority.HIGH),
          Map.entry("3", Priority.MEDIUM),
          Map.entry("4", Priority.LOW),
          Map.entry("urgent", Priority.URGENT),
          Map.entry("high", Priority.HIGH),
          Map.entry("medium", Priority.MEDIUM),
          Map.entry("low", Priority.LOW),
          Map.entry("dringend", Priority.URGENT),
          Map.entry("hoch", Priority.HIGH),
          Map.entry("mittel", Priority.MEDIUM),
          Map.entry("niedrig", Priority.LOW));
  private static final int LONGEST = 50;

  private Marks() {}

  static Optional<Found> at(Line line, int word, Setting at, List<String> warnings) {
    String text = line.words().get(word).text();
    Matcher marked = WORD.matcher(text);
    if (marked.matches() && marked.group(2).length() <= LONGEST) {
      boolean isTag = marked.group(1).equals("#");
      // A telephone number begins with a plus, too.
      return isTag || Character.isLetter(marked.group(2).charAt(0))
          ? found(word, isTag ? TAG : "category", marked.group(2))
          : Optional.empty();
    }
    Matcher priority = PRIORITY.matcher(line.lower(word));
    if (priority.matches()) {
      String name = priority.group(1) == null ? priority.group(2) : priority.group(1);
      return found(word, "priority", String.valueOf(PRIORITIES.get(name)));
    }
    Matcher person = PERSON.matcher(text);
    if (person.matches()) {
      Optional<UUID> known = at.people().apply(person.group(1));
      if (known.isEmpty()) {
        warnings.add("“" + text + "” is nobody to whom you can assign a task.");
      }
      return known.flatMap(userId -> found(word, "assignee", userId.toString()));
    }
    return Optional.empty();
  }

  private static Optional<Found> found(int word, String kind, String value) {
    return Optional.of(new Found(word, word, Form.CLEAR, new Marked(kind, value)));
  }
}

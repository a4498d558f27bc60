package io.taskledger.assistant.chat;

import io.taskledger.assistant.chat.Intent.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads messages: the first form that fits a whole message says what it wants. */
final class ChatGrammar {
  private static final String OPEN = "status=pending&status=in-progress";

  private record Form(Pattern pattern, Function<MatchResult, Intent> intent) {}

  private static final List<Form> FORMS = new ArrayList<>();

  private ChatGrammar() {}

  private static void form(String regex, Function<MatchResult, Intent> intent) {
    FORMS.add(
        new Form(Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE), intent));
  }

  private static void verb(String regex, Verb verb) {
    form(regex + " (.+)", match -> new Intent.Do(verb, match.group(1), ""));
  }

  private static void verbWith(String regex, Verb verb) {
    form(regex, match -> new Intent.Do(verb, match.group(1), match.group(2)));
  }

  static {
    form("help|\\?|hilfe", match -> new Intent.Help());
    form("yes|y|ok|okay|do it|confirm|ja", match -> new Intent.Confirm());
    form("no|n|cancel|stop|don't|nein|abbrechen", match -> new Intent.Cancel());
    form(
        "undo(?: (?:that|it|the last(?: (\\d{1,2}))?))?|rückgängig",
        match ->
            new Intent.Undo(
                match.groupCount() > 0 && match.group(1) != null
                    ? Integer.parseInt(match.group(1))
                    : 1));
    form(
        "undo (?:the )?change of (?:the )?(title|description|priority|due"
            + " date|date|tags|assignee|status|recurrence) (?:of|in) (.+)",
        match -> new Intent.UndoField(match.group(1), match.group(2)));
    String show = "(?:show |list |what(?:'s| is| are) )?(?:me )?(?:my )?";
    form(
        show + "(?:is )?overdue(?: tasks)?|was ist überfällig",
        match -> new Intent.Show(OPEN + "&overdue=true&sort=dueDate", "overdue"));
    form(
        show + "(?:is )?(?:due )?today|was ist heute fällig",
        match -> new Intent.Show(OPEN + "&dueBefore={tomorrow}&sort=dueDate", "due today"));
    form(
        show + "(?:is )?(?:due )?tomorrow",
        match ->
            new Intent.Show(
                OPEN + "&dueAfter={tomorrow}&dueBefore={after}&sort=dueDate", "due tomorrow"));
    form(
        show + "(?:is )?(?:due )?this week",
        match -> new Intent.Show(OPEN + "&dueBefore={week}&sort=dueDate", "due this week"));
    form(
        show + "(urgent|high|medium|low)(?: priority)?(?: tasks)?",
        match ->
            new Intent.Show(
                OPEN + "&priority=" + match.group(1).toUpperCase(Locale.ROOT) + "&sort=dueDate",
                "of " + match.group(1).toLowerCase(Locale.ROOT) + " priority"));
    form(
        show + "(?:tasks )?tagged #?([\\p{L}\\p{N}_/-]+)",
        match -> new Intent.Show(OPEN + "&tag=" + match.group(1), "tagged " + match.group(1)));
    form(show + "(?:open |all )?tasks", match -> new Intent.Show(OPEN + "&sort=dueDate", "open"));
    form("(?:find|search(?: for)?|suche) (.+)", match -> new Intent.Find(match.group(1)));
    form("how many .*|count .*|wie viele .*", match -> new Intent.Count());
    form(
        "what did i do(?: (today|yesterday|this week|(?:since|on) .+))?",
        match -> new Intent.Changes(true, match.group(1) == null ? "today" : match.group(1)));
    form(
        "what(?:'s| has| was)? changed(?: (today|yesterday|this week|(?:since|on) .+))?",
        match -> new Intent.Changes(false, match.group(1) == null ? "today" : match.group(1)));
    form(
        "what did my (?:list|tasks) look like (?:on |at |as of )?(.+)",
        match -> new Intent.AsOf(match.group(1)));
    form("who (?:changed|did|completed|edited) (.+)", match -> new Intent.Who(match.group(1)));
    verbWith("rename (.+) to (.+)", Verb.RENAME);
    verbWith("(?:move|reschedule|schedule) (.+?) (?:to|on|for) (.+)", Verb.MOVE);
    verbWith("(?:postpone|delay|push) (.+) by (.+)", Verb.POSTPONE);
    verbWith("tag (.+) (?:with|as) (.+)", Verb.TAG);
    verbWith("untag (.+) (?:from|with) (.+)", Verb.UNTAG);
    verbWith("(?:set|make) (.+?) (?:to )?(urgent|high|medium|low)(?: priority)?", Verb.PRIORITY);
    verbWith("assign (.+) to (.+)", Verb.ASSIGN);
    verb("(?:complete|finish|done(?: with)?|check off|erledige)", Verb.COMPLETE);
    verb("(?:reopen|open again|uncheck)", Verb.REOPEN);
    verb("start", Verb.START);
    verb("(?:delete|remove|trash|lösche)", Verb.DELETE);
    verb("restore", Verb.RESTORE);
    form(
        "(?:add|new(?: task)?|create|remind me to|todo:?) (.+)",
        match -> new Intent.Add(match.group(1)));
  }

  static Intent read(String message) {
    String text = message.strip().replaceAll("\\s+", " ").replaceAll("(?<=\\S)[?!.]$", "");
    for (Form form : FORMS) {
      Matcher matcher = form.pattern().matcher(text);
      if (matcher.matches()) {
        return form.intent().apply(matcher);
      }
    }
    return new Intent.Maybe(message.strip());
  }
}

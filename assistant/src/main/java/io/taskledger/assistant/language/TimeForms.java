package io.taskledger.assistant.language;

import io.taskledger.assistant.language.Found.Form;
import io.taskledger.assistant.language.Found.Meaning;
import io.taskledger.assistant.language.Found.Time;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** Times of day, as people write them. */
final class TimeForms {
  private static final int NOON = 12;
  private static final int LAST_HOUR_OF_AFTERNOON = 6;

  private TimeForms() {}

  static Forms of(Words words, boolean german) {
    var forms = new Forms();
    forms.add(
        Form.CLEAR,
        "(\\d{1,2})(?::(\\d{2}))? ?([ap])\\.?m\\.?",
        (match, at) -> halfDay(match.group(1), match.group(2), match.group(3)));
    forms.add(
        Form.WEAK,
        "(\\d{1,2}):(\\d{2})",
        (match, at) -> time(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2))));
    forms.add(Form.WEAK, "at (\\d{1,2})", (match, at) -> at(Integer.parseInt(match.group(1))));
    forms.add(
        Form.WEAK,
        "(?:in the )?" + words.partOfDayNames(),
        (match, at) -> new Time(words.partOfDay(match.group(1)), false));
    forms.add(Form.WEAK, "midnight", (match, at) -> new Time(LocalTime.MIDNIGHT, true));
    if (german) {
      forms.add(
          Form.CLEAR,
          "(?:um )?(\\d{1,2})(?:[:.](\\d{2}))? uhr",
          (match, at) ->
              time(
                  Integer.parseInt(match.group(1)),
                  match.group(2) == null ? 0 : Integer.parseInt(match.group(2))));
      forms.add(
          Form.WEAK, "um (\\d{1,2})", (match, at) -> time(Integer.parseInt(match.group(1)), 0));
      forms.add(Form.WEAK, "mitternacht", (match, at) -> new Time(LocalTime.MIDNIGHT, true));
    }
    return forms;
  }

  private static @Nullable Meaning time(int hour, int minute) {
    return hour > 23 || minute > 59 ? null : new Time(LocalTime.of(hour, minute), false);
  }

  private static @Nullable Meaning halfDay(String hours, @Nullable String minutes, String half) {
    int hour = Integer.parseInt(hours);
    if (hour < 1 || hour > NOON) {
      return null;
    }
    return time(
        hour % NOON + (half.equals("p") ? NOON : 0),
        minutes == null ? 0 : Integer.parseInt(minutes));
  }

  /** From one to six without more is the afternoon. */
  private static @Nullable Meaning at(int hour) {
    return time(hour >= 1 && hour <= LAST_HOUR_OF_AFTERNOON ? hour + NOON : hour, 0);
  }
}

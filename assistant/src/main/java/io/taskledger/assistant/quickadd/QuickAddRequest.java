package io.taskledger.assistant.quickadd;

import io.taskledger.assistant.services.Fields;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is asked of quick add.
 *
 * @param text one line a task
 * @param zone in place of the one that the person prefers
 * @param now when the line was written, if that was not just now: what is sent again, or was
 *     written without a network, means the same
 * @param ignore places of the text that are no parts
 */
record QuickAddRequest(
    String text, @Nullable ZoneId zone, Locale locale, @Nullable Instant now, List<int[]> ignore) {
  private static final Set<String> FIELDS = Set.of("text", "timeZone", "locale", "now", "ignore");
  private static final int LONGEST = 2_000;
  private static final int MOST_LINES = 100;
  private static final int MOST_IGNORED = 100;

  List<String> lines() {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /** Reads the body; refuses it with all errors at once. */
  static QuickAddRequest read(byte[] json) {
    Fields body = Fields.read(json, FIELDS);
    String text = body.requiredText("text", LONGEST);
    if (text.lines().count() > MOST_LINES) {
      body.wrong("text", "too-long", "Send at most 100 lines.");
    }
    var request =
        new QuickAddRequest(
            text,
            body.zone("timeZone"),
            body.locale("locale"),
            body.parsed(
                "now",
                time -> OffsetDateTime.parse(time).toInstant(),
                "Send an ISO 8601 time with an offset, for example 2027-01-31T09:00:00+01:00."),
            places(body));
    body.refuseIfWrong();
    return request;
  }

  private static List<int[]> places(Fields body) {
    JsonNode value = body.value("ignore");
    List<int[]> places = new ArrayList<>();
    if (value.isMissingNode() || value.isNull()) {
      return places;
    }
    boolean right = value.isArray() && value.size() <= MOST_IGNORED;
    if (right) {
      for (JsonNode place : value) {
        right &=
            place.isArray() && place.size() == 2 && place.get(0).isInt() && place.get(1).isInt();
        if (right) {
          places.add(new int[] {place.get(0).asInt(), place.get(1).asInt()});
        }
      }
    }
    if (!right) {
      body.wrong("ignore", "malformed", "Send at most 100 pairs [start, end].");
    }
    return places;
  }
}

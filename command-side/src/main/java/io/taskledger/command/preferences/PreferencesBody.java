package io.taskledger.command.preferences;

import io.taskledger.command.preferences.Preferences.Assignments;
import io.taskledger.command.preferences.Preferences.Theme;
import io.taskledger.web.json.FieldReader;
import io.taskledger.web.json.JsonBody;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads whole preferences; what is left out, or null, is as for somebody who never said it. */
final class PreferencesBody {
  private static final List<String> CHANNELS = List.of("email");

  private final JsonBody body;
  private final FieldReader fields;

  private PreferencesBody(JsonBody body) {
    this.body = body;
    this.fields = new FieldReader(body);
  }

  /** Refuses the body if any field of it cannot be accepted. */
  static Preferences read(byte[] json) {
    JsonBody body = JsonBody.read(json);
    Preferences read = new PreferencesBody(body).read(Preferences.DEFAULT);
    body.done();
    return read;
  }

  private Preferences read(Preferences otherwise) {
    return new Preferences(
        field("reminderChannels", otherwise.reminderChannels(), this::channels),
        field("timeZone", otherwise.timeZone(), fields::zone),
        field("locale", otherwise.locale(), fields::locale),
        field("theme", otherwise.theme(), (name, value) -> oneOf(Theme.class, name, value)),
        field(
            "weekStart",
            otherwise.weekStart(),
            (name, value) -> oneOf(DayOfWeek.class, name, value)),
        field(
            "assignments",
            otherwise.assignments(),
            (name, value) ->
                fields.parsed(name, value, Assignments::of, "one of [anyone, contacts, nobody]")));
  }

  private <T> T field(String name, T otherwise, BiFunction<String, JsonNode, @Nullable T> reader) {
    T read = fields.optional(name, reader);
    return read == null ? otherwise : read;
  }

  private List<String> channels(String name, JsonNode value) {
    return fields.list(
        name,
        value,
        CHANNELS.size(),
        item -> fields.parsed(name, item, PreferencesBody::channel, "one of " + CHANNELS));
  }

  private static String channel(String text) {
    if (!CHANNELS.contains(text)) {
      throw new IllegalArgumentException("no such channel");
    }
    return text;
  }

  private <E extends Enum<E>> @Nullable E oneOf(Class<E> type, String name, JsonNode value) {
    return fields.parsed(
        name,
        value,
        text -> Enum.valueOf(type, text),
        "one of " + Arrays.toString(type.getEnumConstants()));
  }
}

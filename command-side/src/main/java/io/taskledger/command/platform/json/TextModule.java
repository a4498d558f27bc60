package io.taskledger.command.platform.json;

import io.taskledger.events.text.Text;
import java.time.DateTimeException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** Texts in NFC, and types that are read from texts; nothing else is taken for a text. */
public class TextModule extends SimpleModule {
  /** A module that reads texts. */
  public TextModule() {
    super(TextModule.class.getName());
    addDeserializer(String.class, new TextDeserializer());
  }

  /** Reads a type from texts that the parser accepts; {@code wanted} says which those are. */
  public <T> TextModule with(Class<T> type, Function<String, T> parser, String wanted) {
    addDeserializer(type, new ParsedDeserializer<>(type, parser, wanted));
    return this;
  }

  private static final class TextDeserializer extends StdDeserializer<String> {
    TextDeserializer() {
      super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
      return parser.currentToken() == JsonToken.VALUE_STRING
          ? Text.normalize(parser.getString())
          : (String) context.handleUnexpectedToken(getValueType(context), parser);
    }
  }

  private static final class ParsedDeserializer<T> extends StdDeserializer<T> {
    private final Class<T> type;
    private final Function<String, T> parser;
    private final String wanted;

    ParsedDeserializer(Class<T> type, Function<String, T> parser, String wanted) {
      super(type);
      this.type = type;
      this.parser = parser;
      this.wanted = wanted;
    }

    @Override
    public @Nullable T deserialize(JsonParser json, DeserializationContext context) {
      if (json.currentToken() != JsonToken.VALUE_STRING) {
        return type.cast(context.handleUnexpectedToken(getValueType(context), json));
      }
      String text = json.getString();
      try {
        return parser.apply(text);
      } catch (IllegalArgumentException | DateTimeException | ArithmeticException wrong) {
        return type.cast(context.handleWeirdStringValue(type, text, wanted));
      }
    }
  }
}

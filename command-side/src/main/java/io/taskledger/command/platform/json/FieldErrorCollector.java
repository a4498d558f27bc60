package io.taskledger.command.platform.json;

import io.taskledger.web.problem.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;

/** Notes fields that cannot be read and reads them as absent, so that the others are read too. */
final class FieldErrorCollector extends DeserializationProblemHandler {
  /** The attribute of a read that holds its list of errors. */
  static final Object ERRORS = FieldErrorCollector.class;

  @Override
  public boolean handleUnknownProperty(
      DeserializationContext context,
      JsonParser parser,
      ValueDeserializer<?> deserializer,
      Object beanOrClass,
      String name) {
    note(context, new FieldError(name, "unknown-field", "Remove this field."));
    parser.skipChildren();
    return true;
  }

  @Override
  public @Nullable Object handleUnexpectedToken(
      DeserializationContext context,
      JavaType wanted,
      JsonToken token,
      JsonParser parser,
      String message) {
    String type = wanted.isContainerType() ? "a list" : "a text";
    note(context, new FieldError(field(parser), "wrong-type", "Send " + type + "."));
    parser.skipChildren();
    return null;
  }

  @Override
  public @Nullable Object handleWeirdStringValue(
      DeserializationContext context, Class<?> type, String text, String wanted) {
    note(context, new FieldError(field(context.getParser()), "bad-value", "Send " + wanted + "."));
    return null;
  }

  @SuppressWarnings("unchecked")
  private static void note(DeserializationContext context, FieldError error) {
    var errors = (List<FieldError>) context.getAttribute(ERRORS);
    if (!errors.contains(error)) {
      errors.add(error);
    }
  }

  /** The field of the body, also for what is nested in it. */
  private static String field(JsonParser parser) {
    TokenStreamContext at = parser.streamReadContext();
    while (at.getParent() != null && !at.getParent().inRoot()) {
      at = at.getParent();
    }
    return String.valueOf(at.currentName());
  }
}

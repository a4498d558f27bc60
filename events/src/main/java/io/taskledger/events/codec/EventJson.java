package io.taskledger.events.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskledger.events.DomainEvent;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskField;
import java.util.EnumMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events as flat JSON: times as epoch milliseconds, durations and zones as ISO text, absent fields
 * left out. Fields that this version does not know are ignored, so that older services read newer
 * events.
 */
public final class EventJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DateTimeFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
          .disable(DateTimeFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
          .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .changeDefaultPropertyInclusion(
              ignored ->
                  JsonInclude.Value.construct(
                      JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .addModule(
              new SimpleModule("taskledger")
                  .addSerializer(TaskChanges.class, new ChangesWriter())
                  .addDeserializer(TaskChanges.class, new ChangesReader()))
          .build();

  private EventJson() {}

  /** The mapper itself, for callers that read or write parts of events. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** The event as a JSON object. */
  public static ObjectNode tree(DomainEvent event) {
    return MAPPER.valueToTree(event);
  }

  /** The event as JSON text. */
  public static String write(DomainEvent event) {
    return MAPPER.writeValueAsString(event);
  }

  /**
   * Reads JSON text of any revision that was ever written.
   *
   * @throws UnreadableEventException when it is not an event of that type
   */
  public static DomainEvent read(EventType type, String revision, String json) {
    try {
      return type.revision().equals(revision)
          ? RequiredFields.checked(MAPPER.readValue(json, type.recordClass()))
          : read(type, revision, (ObjectNode) MAPPER.readTree(json));
    } catch (JacksonException | ClassCastException notOurs) {
      throw new UnreadableEventException("not a readable " + type.stableName(), notOurs);
    }
  }

  /** As {@link #read(EventType, String, String)}, from a JSON object, which may be changed. */
  public static DomainEvent read(EventType type, String revision, ObjectNode json) {
    try {
      Upcasters.upcast(type, revision, json);
      return RequiredFields.checked(MAPPER.treeToValue(json, type.recordClass()));
    } catch (JacksonException notOurs) {
      throw new UnreadableEventException("not a readable " + type.stableName(), notOurs);
    }
  }

  private static final class ChangesWriter extends ValueSerializer<TaskChanges> {
    @Override
    public void serialize(TaskChanges changes, JsonGenerator json, SerializationContext context) {
      json.writeStartObject();
      for (TaskField field : changes.fields()) {
        json.writeName(field.jsonName());
        Object value = changes.get(field);
        if (value == null) {
          json.writeNull();
        } else {
          context.writeValue(json, value);
        }
      }
      json.writeEndObject();
    }
  }

  private static final class ChangesReader extends ValueDeserializer<TaskChanges> {
    @Override
    public TaskChanges deserialize(JsonParser json, DeserializationContext context) {
      var values = new EnumMap<TaskField, @Nullable Object>(TaskField.class);
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        boolean empty = json.nextToken() == JsonToken.VALUE_NULL;
        TaskField field = known(name);
        if (field == null) {
          json.skipChildren();
        } else if (empty) {
          values.put(field, null);
        } else {
          values.put(
              field, context.readValue(json, context.getTypeFactory().constructType(field.type())));
        }
      }
      return TaskChanges.of(values);
    }

    private static @Nullable TaskField known(String name) {
      for (TaskField field : TaskField.values()) {
        if (field.jsonName().equals(name)) {
          return field;
        }
      }
      return null;
    }
  }
}

package io.taskledger.messaging.codec;

import io.taskledger.events.DomainEvent;
import io.taskledger.events.codec.EventJson;
import io.taskledger.events.codec.EventType;
import io.taskledger.events.codec.UnreadableEventException;
import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.ChainingConverter;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * Axon's event serializer for Taskledger: events by stable name and revision, metadata as a flat
 * JSON object of texts. No Java class name ever reaches the store.
 */
public final class StableNameSerializer implements Serializer {
  private static final String METADATA = "MetaData";
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final Converter converter = new ChainingConverter();

  @Override
  public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> representation) {
    if (object instanceof DomainEvent event) {
      return as(EventJson.write(event), typeForClass(event.getClass()), representation);
    }
    if (object instanceof MetaData metaData) {
      return as(
          EventJson.mapper().writeValueAsString(metaData),
          typeForClass(MetaData.class),
          representation);
    }
    throw new IllegalArgumentException(object + " is not an event and cannot be stored as one");
  }

  private <T> SerializedObject<T> as(String json, SerializedType type, Class<T> representation) {
    return new SimpleSerializedObject<>(
        converter.convert(json, representation), representation, type);
  }

  @Override
  public <T> boolean canSerializeTo(Class<T> representation) {
    return converter.canConvert(String.class, representation);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <S, T> T deserialize(SerializedObject<S> stored) {
    String json =
        (String) converter.convert(stored.getData(), (Class) stored.getContentType(), String.class);
    String name = stored.getType().getName();
    if (name.equals(METADATA) || name.equals(MetaData.class.getName())) {
      return (T) MetaData.from(EventJson.mapper().readValue(json, TEXTS));
    }
    return (T)
        EventType.named(name)
            .map(type -> (Object) EventJson.read(type, revision(stored.getType()), json))
            .orElseThrow(() -> new UnreadableEventException("no event is called " + name, null));
  }

  private static String revision(SerializedType stored) {
    return stored.getRevision() == null ? "" : stored.getRevision();
  }

  @Override
  @SuppressWarnings("rawtypes") // the interface is raw
  public Class classForType(SerializedType type) {
    if (type.getName().equals(METADATA) || type.getName().equals(MetaData.class.getName())) {
      return MetaData.class;
    }
    return EventType.named(type.getName())
        .<Class<?>>map(EventType::recordClass)
        .orElse(UnknownSerializedType.class);
  }

  @Override
  @SuppressWarnings("rawtypes") // the interface is raw
  public SerializedType typeForClass(Class type) {
    if (DomainEvent.class.isAssignableFrom((Class<?>) type)) {
      EventType known = EventType.of((Class<?>) type);
      return new SimpleSerializedType(known.stableName(), known.revision());
    }
    return new SimpleSerializedType(METADATA, null);
  }

  @Override
  public Converter getConverter() {
    return converter;
  }

  /** Without state: what one has written another passes on unread. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StableNameSerializer;
  }

  @Override
  public int hashCode() {
    return StableNameSerializer.class.hashCode();
  }
}

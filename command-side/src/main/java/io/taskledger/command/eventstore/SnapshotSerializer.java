package io.taskledger.command.eventstore;

import io.taskledger.events.codec.EventJson;
import io.taskledger.messaging.codec.StableNameSerializer;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Axon's serializer for snapshots: an aggregate as JSON under a stable name. */
final class SnapshotSerializer implements Serializer {
  /** What is not exactly an aggregate of ours is not read, and the events are read instead. */
  private static final JsonMapper STRICT =
      EventJson.mapper()
          .rebuild()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final SnapshotType type;
  private final StableNameSerializer events;

  SnapshotSerializer(SnapshotType type, StableNameSerializer events) {
    this.type = type;
    this.events = events;
  }

  @Override
  public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> representation) {
    if (!type.aggregate().isInstance(object)) {
      return events.serialize(object, representation);
    }
    String json = EventJson.mapper().writeValueAsString(object);
    return new SimpleSerializedObject<>(
        getConverter().convert(json, representation),
        representation,
        typeForClass(type.aggregate()));
  }

  @Override
  public <T> boolean canSerializeTo(Class<T> representation) {
    return events.canSerializeTo(representation);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <S, T> T deserialize(SerializedObject<S> stored) {
    if (!stored.getType().getName().equals(type.stableName())) {
      return events.deserialize(stored);
    }
    return (T) STRICT.readValue((String) stored.getData(), type.aggregate());
  }

  @Override
  @SuppressWarnings("rawtypes") // the interface is raw
  public Class classForType(SerializedType stored) {
    if (stored.getName().equals(MetaData.class.getName())) {
      return MetaData.class;
    }
    return stored.getName().equals(type.stableName())
        ? type.aggregate()
        : UnknownSerializedType.class;
  }

  @Override
  @SuppressWarnings("rawtypes") // the interface is raw
  public SerializedType typeForClass(Class aggregate) {
    return new SimpleSerializedType(type.stableName(), type.revision());
  }

  @Override
  public Converter getConverter() {
    return events.getConverter();
  }
}

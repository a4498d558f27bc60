package io.taskledger.messaging.codec;

import io.taskledger.events.DomainEvent;
import io.taskledger.events.codec.EventJson;
import io.taskledger.events.codec.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/** One event of every type in the catalogue, read from its golden file. */
final class GoldenEvents {
  private GoldenEvents() {}

  static Stream<DomainEvent> events() {
    return Stream.of(EventType.values())
        .map(type -> EventJson.read(type, type.revision(), golden(type)));
  }

  private static String golden(EventType type) {
    String name = "/golden/" + type.stableName() + "." + type.revision() + ".json";
    try (InputStream file = GoldenEvents.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(file, name + " is missing").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

package io.taskledger.events.user;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a user; version 7 when the server makes it. */
public record UserId(@JsonValue UUID value) {
  /** Reads the canonical text form; throws {@link IllegalArgumentException} for any other. */
  @JsonCreator
  public static UserId of(String text) {
    return new UserId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

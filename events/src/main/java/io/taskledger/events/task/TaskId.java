package io.taskledger.events.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a task; version 7 when the server makes it. */
public record TaskId(@JsonValue UUID value) {
  /** Reads the canonical text form; throws {@link IllegalArgumentException} for any other. */
  @JsonCreator
  public static TaskId of(String text) {
    return new TaskId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

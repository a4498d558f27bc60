package io.taskledger.events.notification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * Names a notification; computed from its cause (version 5), so that one cause gives one
 * notification.
 */
public record NotificationId(@JsonValue UUID value) {
  /** Reads the canonical text form; throws {@link IllegalArgumentException} for any other. */
  @JsonCreator
  public static NotificationId of(String text) {
    return new NotificationId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

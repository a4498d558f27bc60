package io.taskledger.events.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How far a task is. */
public enum Status {
  PENDING("pending"),
  IN_PROGRESS("in-progress"),
  COMPLETED("completed");

  private final String text;

  Status(String text) {
    this.text = text;
  }

  /** The name in JSON, in queries and in the views. */
  @JsonValue
  public String text() {
    return text;
  }

  /** Reads the JSON name; throws {@link IllegalArgumentException} for any other text. */
  @JsonCreator
  public static Status of(String text) {
    for (Status status : values()) {
      if (status.text.equals(text)) {
        return status;
      }
    }
    throw new IllegalArgumentException("no status is called '" + text + "'");
  }
}

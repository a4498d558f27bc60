package io.taskledger.events.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.taskledger.events.user.UserId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import tools.jackson.core.type.TypeReference;

/** A field of a task that a person can change, with its name in JSON and the type of its value. */
public enum TaskField {
  TITLE("title", new TypeReference<String>() {}),
  DESCRIPTION("description", new TypeReference<String>() {}),
  PRIORITY("priority", new TypeReference<Priority>() {}),
  STATUS("status", new TypeReference<Status>() {}),
  DUE_DATE("dueDate", new TypeReference<Instant>() {}),
  TIME_ZONE("timeZone", new TypeReference<ZoneId>() {}),
  CATEGORY_ID("categoryId", new TypeReference<String>() {}),
  TAGS("tags", new TypeReference<List<String>>() {}),
  ASSIGNEE_ID("assigneeId", new TypeReference<UserId>() {}),
  PARENT_TASK_ID("parentTaskId", new TypeReference<TaskId>() {}),
  RECURRENCE("recurrence", new TypeReference<String>() {}),
  REMINDERS("reminders", new TypeReference<List<ReminderOffset>>() {});

  private final String jsonName;
  private final TypeReference<?> type;

  TaskField(String jsonName, TypeReference<?> type) {
    this.jsonName = jsonName;
    this.type = type;
  }

  /** The field's name in events and in the HTTP interface. */
  @JsonValue
  public String jsonName() {
    return jsonName;
  }

  /** The type of the field's value. */
  public TypeReference<?> type() {
    return type;
  }

  /** Reads the JSON name; throws {@link IllegalArgumentException} for any other text. */
  @JsonCreator
  public static TaskField of(String jsonName) {
    for (TaskField field : values()) {
      if (field.jsonName.equals(jsonName)) {
        return field;
      }
    }
    throw new IllegalArgumentException("a task has no field '" + jsonName + "'");
  }
}

package io.taskledger.assistant.language;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskledger.events.task.Priority;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a line says.
 *
 * @param parts what was recognised, in the order of the line
 * @param warnings sentences about what was meant as a part, perhaps, and is none
 * @param alternatives other readings of parts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Understood(
    Task task,
    List<Part> parts,
    List<String> warnings,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Part> alternatives) {

  /**
   * The fields of {@code POST /api/tasks}, as far as the line names them.
   *
   * @param title what is left of the line
   * @param allDay whether the due date is a day: its last second stands for it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Task(
      String title,
      @Nullable Instant dueDate,
      @Nullable Boolean allDay,
      @Nullable String timeZone,
      @Nullable String recurrence,
      @Nullable Priority priority,
      @Nullable List<String> tags,
      @Nullable UUID assigneeId,
      @Nullable String categoryId,
      @Nullable List<String> reminders) {

    /** As the body of {@code POST /api/tasks}. */
    public Map<String, Object> fields() {
      Map<String, Object> fields = new LinkedHashMap<>();
      put(fields, "title", title);
      put(fields, "dueDate", dueDate == null ? null : dueDate.toString());
      put(fields, "timeZone", timeZone);
      put(fields, "recurrence", recurrence);
      put(fields, "priority", priority == null ? null : priority.name());
      put(fields, "tags", tags);
      put(fields, "assigneeId", assigneeId == null ? null : assigneeId.toString());
      put(fields, "categoryId", categoryId);
      put(fields, "reminders", reminders);
      return fields;
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
      if (value != null) {
        fields.put(name, value);
      }
    }
  }

  /**
   * A recognised part.
   *
   * @param start where it begins in the line, in UTF-16 units
   * @param end behind its last character
   * @param kind {@code date}, {@code time}, {@code recurrence}, {@code reminder}, {@code tag},
   *     {@code priority}, {@code assignee} or {@code category}
   * @param value a day, a time of day, a rule, a duration, or the word itself
   */
  public record Part(int start, int end, String kind, String value) {}
}

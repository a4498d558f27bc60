package io.taskledger.command.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskledger.events.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a command did, as the HTTP contract answers it.
 *
 * @param version how many events the task has now
 * @param eventId the last event that the command added to the task; absent when it changed nothing
 * @param changes what an undo changed, or would change; absent for other commands
 * @param conflicts fields that an undo left alone, because they were changed again later
 * @param affectedTasks other tasks that the command changed, as far as the caller may see them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskResult(
    TaskId taskId,
    long version,
    @Nullable UUID eventId,
    @Nullable List<FieldChange> changes,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Conflict> conflicts,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AffectedTask> affectedTasks) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Another task that was changed. */
  public record AffectedTask(TaskId taskId, long version) {}

  /** A field's value before and after, as in the history. */
  public record FieldChange(String field, @Nullable Object from, @Nullable Object to) {}

  /**
   * A field that an undo leaves alone.
   *
   * @param by the later change; absent when the former value itself is no longer possible
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Conflict(String field, @Nullable LaterChange by) {}

  /** The later change that stands in the way. */
  public record LaterChange(String eventId, String type, long version, Instant at) {}

  /** Whether events were added to the task. */
  public boolean isChanged() {
    return eventId != null;
  }

  /** The body of the answer. */
  public String toJson() {
    return JSON.writeValueAsString(this);
  }
}

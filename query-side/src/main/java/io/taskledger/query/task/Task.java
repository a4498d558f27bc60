package io.taskledger.query.task;

import io.taskledger.events.task.Priority;
import io.taskledger.events.task.Status;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as the HTTP interface shows it; empty fields are null.
 *
 * @param userId the owner
 * @param timeZone an IANA name
 * @param recurrence an RFC 5545 RRULE
 * @param reminders ISO-8601 durations before the due date
 * @param deletedAt since when it is in the trash
 * @param version how many events it has
 */
public record Task(
    UUID taskId,
    UUID userId,
    String title,
    @Nullable String description,
    Priority priority,
    Status status,
    @Nullable Instant dueDate,
    @Nullable String timeZone,
    @Nullable String categoryId,
    List<String> tags,
    @Nullable UUID assigneeId,
    @Nullable UUID parentTaskId,
    @Nullable String recurrence,
    List<String> reminders,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant completedAt,
    @Nullable Instant deletedAt,
    long version) {

  private static final Priority[] PRIORITIES = Priority.values();

  /** The priority that stands in the table as a number, 0 for the least. */
  public static Priority priority(int rank) {
    return PRIORITIES[rank];
  }
}

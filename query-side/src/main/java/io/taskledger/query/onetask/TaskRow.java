package io.taskledger.query.onetask;

import io.taskledger.events.task.Status;
import io.taskledger.query.task.Task;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the task table, which only projections writes. */
@Entity
@Immutable
@Table(name = "task")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class TaskRow {
  @Id private UUID taskId;
  private UUID userId;
  private String title;
  private @Nullable String description;
  private short priority;
  private String status;
  private @Nullable Instant dueDate;
  private @Nullable String timeZone;
  private @Nullable String categoryId;
  private String[] tags;
  private @Nullable UUID assigneeId;
  private @Nullable UUID parentTaskId;
  private @Nullable String recurrence;
  private String[] reminders;
  private Instant createdAt;
  private Instant updatedAt;
  private @Nullable Instant completedAt;
  private @Nullable Instant deletedAt;
  private long version;

  protected TaskRow() {}

  Task task() {
    return new Task(
        taskId,
        userId,
        title,
        description,
        Task.priority(priority),
        Status.of(status),
        dueDate,
        timeZone,
        categoryId,
        List.of(tags),
        assigneeId,
        parentTaskId,
        recurrence,
        List.of(reminders),
        createdAt,
        updatedAt,
        completedAt,
        deletedAt,
        version);
  }
}

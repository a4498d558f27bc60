package io.taskledger.notification;

import io.taskledger.events.task.Priority;
import io.taskledger.events.task.ReminderOffset;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskCompleted;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskDeleted;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.task.TaskUpdated;
import io.taskledger.events.user.UserId;
import io.taskledger.events.user.UserRegistered;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events of one task, in the words of the domain. */
public record TaskStory(
    TaskId taskId,
    UserId owner,
    String title,
    @Nullable Instant dueDate,
    @Nullable ZoneId timeZone,
    @Nullable UserId assignee,
    List<ReminderOffset> reminders) {

  /** A task of somebody, with neither a due date nor reminders. */
  public static TaskStory aTask() {
    return new TaskStory(
        new TaskId(UUID.randomUUID()), aUser(), "Water the plants", null, null, null, List.of());
  }

  public static UserId aUser() {
    return new UserId(UUID.randomUUID());
  }

  /** Somebody opened an account. */
  public static UserRegistered registered(UserId user, String email) {
    return new UserRegistered(user, email, Instant.parse("2026-03-01T08:00:00Z"), "Anna Berg");
  }

  public TaskStory called(String otherTitle) {
    return new TaskStory(taskId, owner, otherTitle, dueDate, timeZone, assignee, reminders);
  }

  public TaskStory due(Instant date) {
    // Events carry milliseconds.
    Instant millis = date.truncatedTo(ChronoUnit.MILLIS);
    return new TaskStory(taskId, owner, title, millis, timeZone, assignee, reminders);
  }

  public TaskStory in(String zone) {
    return new TaskStory(taskId, owner, title, dueDate, ZoneId.of(zone), assignee, reminders);
  }

  public TaskStory ownedBy(UserId user) {
    return new TaskStory(taskId, user, title, dueDate, timeZone, assignee, reminders);
  }

  public TaskStory assignedTo(UserId user) {
    return new TaskStory(taskId, owner, title, dueDate, timeZone, user, reminders);
  }

  public TaskStory reminded(Duration... before) {
    return new TaskStory(
        taskId,
        owner,
        title,
        dueDate,
        timeZone,
        assignee,
        Stream.of(before).map(ReminderOffset::of).toList());
  }

  public TaskCreated created() {
    return new TaskCreated(
        owner,
        taskId,
        title,
        null,
        Priority.MEDIUM,
        dueDate,
        null,
        List.of(),
        timeZone,
        assignee,
        null,
        null,
        reminders,
        null);
  }

  public TaskUpdated changed(TaskField field, @Nullable Object value) {
    return changed(TaskChanges.of(field, value));
  }

  public TaskUpdated changed(TaskChanges changes) {
    return new TaskUpdated(owner, taskId, changes, TaskChanges.none());
  }

  public TaskCompleted completed() {
    return new TaskCompleted(owner, taskId, Instant.parse("2026-03-01T10:00:00Z"), 1);
  }

  public TaskDeleted deleted() {
    return new TaskDeleted(owner, taskId, "user-deletion");
  }

  public TaskRestored restored() {
    return new TaskRestored(owner, taskId);
  }
}

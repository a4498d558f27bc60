package io.taskledger.notification.reminder;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskState;
import io.taskledger.events.user.UserId;
import io.taskledger.messaging.inbox.processing.InboxBatch;
import io.taskledger.notification.Processors;
import io.taskledger.notification.delivery.EarlierNotifications;
import io.taskledger.notification.delivery.SendNotification;
import io.taskledger.notification.recipient.UserWishes;
import io.taskledger.web.preferences.Preferences;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reminds of one task, for as long as it has a reminder that is still to come.
 *
 * <p>Most tasks have none, and a stored saga costs five statements. So a saga that has nothing to
 * wait for ends within the very batch that started it and is never written; its task is kept in
 * {@link TasksWithoutReminder}, one statement for a whole batch. Any event of a quiet task starts a
 * saga that takes up the task from there. A task is thus either in a saga, or quiet.
 *
 * <p>A reminder is armed if its moment was ahead when the event happened that set it, by that
 * event's own timestamp: one that was missed while this service was down is sent late, one for the
 * past never. What an event does not touch stays armed.
 *
 * <p>The row of a saga is locked while it is loaded, so that an event and a deadline of a task
 * never work on the same state. A deadline that fires although its cancellation was under way finds
 * its reminder no longer armed, and sends nothing.
 */
@Saga
@ProcessingGroup(Processors.REMINDERS)
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public class ReminderSaga {
  static final String DEADLINE = "reminder";
  private static final Logger log = LoggerFactory.getLogger(ReminderSaga.class);

  private @Nullable TaskState task;
  private List<ArmedReminder> armed = List.of();

  @StartSaga
  @SagaEventHandler(associationProperty = "taskId")
  void on(
      TaskEvent event,
      EventMessage<TaskEvent> message,
      DeadlineManager deadlines,
      TasksWithoutReminder quietTasks,
      EarlierNotifications earlier,
      Clock clock) {
    TaskState before = task != null ? task : quietTasks.find(event.taskId()).orElse(null);
    if (before == null && !(event instanceof TaskCreated)) {
      // The inbox never hands over an event before its predecessors.
      log.error("Task {} was changed but never created; it gets no reminders", event.taskId());
      SagaLifecycle.end();
      return;
    }
    TaskState current = ReminderTask.after(before, event, message.getTimestamp());
    task = current;
    List<Reminder> all = ReminderTask.wantedReminders(current);
    disarm(all, deadlines);
    Instant now = clock.instant();
    List<Reminder> wanted =
        all.stream()
            .filter(reminder -> reminder.liesAhead(message.getTimestamp()))
            .filter(reminder -> !mayHaveBeenSent(current, reminder, earlier, now))
            .toList();
    arm(wanted, message, deadlines, now);
    endIfQuiet(current, quietTasks);
  }

  @DeadlineHandler(deadlineName = DEADLINE)
  void due(
      Reminder reminder,
      CommandGateway commands,
      TasksWithoutReminder quietTasks,
      UserWishes wishes) {
    Optional<ArmedReminder> wanted =
        armed.stream().filter(each -> each.reminder().equals(reminder)).findFirst();
    TaskState watched = task;
    if (watched == null || wanted.isEmpty()) {
      log.debug("A cancelled reminder fired");
      return;
    }
    UserId user = remindedUser(watched, wishes);
    Optional<Preferences> preferences = wishes.of(user);
    SendNotification mail =
        ReminderMail.of(
            watched,
            wanted.get(),
            user,
            preferences.map(Preferences::timeZone).orElse(ZoneOffset.UTC));
    // A reminder that is missed is worse than one that is not wanted.
    if (preferences.isEmpty() || preferences.get().reminderChannels().contains(mail.channel())) {
      // Waits for the delivery: what fails is rolled back with this saga and tried again.
      commands.sendAndWait(
          GenericCommandMessage.asCommandMessage(mail)
              .withMetaData(wanted.get().cause().asMetaData()));
    }
    armed = armed.stream().filter(each -> each != wanted.get()).toList();
    endIfQuiet(watched, quietTasks);
  }

  /** The assignee, unless the owner is a stranger to them; then the owner is reminded. */
  private static UserId remindedUser(TaskState task, UserWishes wishes) {
    UserId assignee = task.details().assigneeId();
    return assignee == null
            || assignee.equals(task.owner())
            || !wishes.takesTasksOf(assignee, task.owner())
        ? task.owner()
        : assignee;
  }

  /** Only when the past is read again: what is due now was not due before. */
  private static boolean mayHaveBeenSent(
      TaskState task, Reminder reminder, EarlierNotifications earlier, Instant now) {
    return InboxBatch.isReplaying()
        && reminder.moment().isBefore(now)
        && !earlier.isOwed(ReminderMail.possibleIds(task, reminder), reminder.moment());
  }

  private void disarm(List<Reminder> wanted, DeadlineManager deadlines) {
    List<ArmedReminder> still = new ArrayList<>();
    for (ArmedReminder each : armed) {
      if (wanted.contains(each.reminder())) {
        still.add(each);
      } else {
        deadlines.cancelSchedule(DEADLINE, each.scheduleId());
      }
    }
    armed = still;
  }

  private void arm(
      List<Reminder> wanted, EventMessage<?> event, DeadlineManager deadlines, Instant now) {
    List<ArmedReminder> all = new ArrayList<>(armed);
    for (Reminder reminder : wanted) {
      if (armed.stream().noneMatch(each -> each.reminder().equals(reminder))) {
        String scheduleId = deadlines.schedule(reminder.moment(), DEADLINE, reminder);
        all.add(new ArmedReminder(reminder, scheduleId, now, Cause.of(event)));
      }
    }
    armed = all;
  }

  private void endIfQuiet(TaskState current, TasksWithoutReminder quietTasks) {
    if (armed.isEmpty()) {
      quietTasks.keep(current);
      SagaLifecycle.end();
    }
  }
}

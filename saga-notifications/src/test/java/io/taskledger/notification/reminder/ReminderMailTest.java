package io.taskledger.notification.reminder;

import static io.taskledger.notification.TaskStory.aTask;
import static io.taskledger.notification.TaskStory.aUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.events.notification.NotificationId;
import io.taskledger.events.task.TaskState;
import io.taskledger.notification.TaskStory;
import io.taskledger.notification.delivery.SendNotification;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ReminderMailTest {
  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final Instant DUE = Instant.parse("2026-07-01T22:30:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final TaskStory TASK = aTask().called("Pay the rent").due(DUE).reminded(HOUR);

  @Test
  void theDueDateIsToldInTheTimeZoneOfThePersonWhereTheTaskHasNone() {
    SendNotification mail = mail(TASK);
    assertThat(mail.subject()).isEqualTo("Reminder: Pay the rent is due 1 Jul 2026 18:30 (EDT)");
    assertThat(mail.text()).contains("Wednesday, 1 July 2026 at 18:30 (America/New_York)");
  }

  @Test
  void theDueDateIsToldInTheTimeZoneOfTheTask() {
    SendNotification mail = mail(TASK.in("Europe/Berlin"));
    assertThat(mail.subject()).isEqualTo("Reminder: Pay the rent is due 2 Jul 2026 00:30 (CEST)");
    assertThat(mail.text()).contains("Thursday, 2 July 2026 at 00:30 (Europe/Berlin)");
  }

  @Test
  void aTitleIsOneLineHoweverItWasWritten() {
    SendNotification mail = mail(TASK.called("Pay\r\nBcc: everybody@example.org\u2028now"));
    assertThat(mail.subject()).startsWith("Reminder: Pay Bcc: everybody@example.org now is due");
    assertThat(mail.text()).contains("Pay Bcc: everybody@example.org now");
  }

  @Test
  void theSameReminderIsAlwaysTheSameNotification() {
    assertThat(id(TASK.called("Other title"))).isEqualTo(id(TASK));
    assertThat(id(TASK).value().version()).isEqualTo(5);
  }

  @Test
  void anotherMomentOrPersonIsAnotherNotification() {
    assertThat(id(TASK))
        .isNotEqualTo(id(TASK.due(DUE.plusSeconds(1))))
        .isNotEqualTo(id(TASK.reminded(Duration.ZERO)))
        .isNotEqualTo(id(TASK.assignedTo(aUser())));
  }

  @Test
  void anUnknownUserIsWaitedForFromTheLaterOfMomentAndArming() {
    Instant moment = DUE.minus(HOUR);
    assertThat(mail(TASK, moment.minus(HOUR)).userMayBeUnknownUntil())
        .isEqualTo(moment.plus(Duration.ofMinutes(10)));
    assertThat(mail(TASK, DUE).userMayBeUnknownUntil()).isEqualTo(DUE.plus(Duration.ofMinutes(10)));
  }

  private static NotificationId id(TaskStory story) {
    return mail(story).notificationId();
  }

  private static SendNotification mail(TaskStory story) {
    return mail(story, DUE);
  }

  private static SendNotification mail(TaskStory story, Instant armedAt) {
    TaskState task = ReminderTask.after(null, story.created(), Instant.EPOCH);
    Reminder reminder = ReminderTask.wantedReminders(task).getFirst();
    return ReminderMail.of(
        task,
        new ArmedReminder(reminder, "schedule", armedAt, new Cause("event", null, null)),
        task.details().assigneeId() == null ? task.owner() : task.details().assigneeId(),
        ZONE);
  }
}

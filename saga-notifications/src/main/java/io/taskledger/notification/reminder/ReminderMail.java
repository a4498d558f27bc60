package io.taskledger.notification.reminder;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import io.taskledger.events.notification.NotificationId;
import io.taskledger.events.task.TaskState;
import io.taskledger.events.user.UserId;
import io.taskledger.notification.delivery.EmailChannel;
import io.taskledger.notification.delivery.SendNotification;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** The words of a reminder. */
final class ReminderMail {
  static final String TYPE = "task-reminder";

  // How long an unknown user may take to become known: users and tasks come on different topics.
  private static final Duration USERS_MAY_LAG = Duration.ofMinutes(10);
  private static final NameBasedGenerator NAMES =
      Generators.nameBasedGenerator(UUID.fromString("5f0c6e5c-6f0a-4c52-9a35-1d3c1f4c7c11"));
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm (z)", Locale.ENGLISH);
  private static final DateTimeFormatter LONG =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu 'at' HH:mm (VV)", Locale.ENGLISH);

  private ReminderMail() {}

  /**
   * The notification for a reminder; the same each time for the same task, moment and person.
   *
   * @param zone of the person; times are told in it if the task has none
   */
  static SendNotification of(TaskState task, ArmedReminder armed, UserId user, ZoneId zone) {
    Reminder reminder = armed.reminder();
    ZoneId told = Objects.requireNonNullElse(task.details().timeZone(), zone);
    Instant moment = reminder.moment();
    Instant armedAt = armed.armedAt();
    return new SendNotification(
        id(task, reminder, user),
        user,
        TYPE,
        EmailChannel.NAME,
        "Reminder: %s is due %s"
            .formatted(oneLine(task.details().title()), due(reminder, told, SHORT)),
        text(task, reminder, user, told),
        (moment.isAfter(armedAt) ? moment : armedAt).plus(USERS_MAY_LAG));
  }

  private static String text(TaskState task, Reminder reminder, UserId user, ZoneId zone) {
    String why =
        user.equals(task.owner())
            ? "You get this reminder because the task is yours."
            : "You get this reminder because the task is assigned to you.";
    return """
    Hello,

    this task is due soon:

      %s

    It is due on %s.

    %s
    """
        .formatted(oneLine(task.details().title()), due(reminder, zone, LONG), why);
  }

  /** Under which ids the notification may have been sent: to the owner, or the assignee. */
  static List<NotificationId> possibleIds(TaskState task, Reminder reminder) {
    return Stream.of(task.owner(), task.details().assigneeId())
        .filter(Objects::nonNull)
        .map(user -> id(task, reminder, user))
        .toList();
  }

  private static NotificationId id(TaskState task, Reminder reminder, UserId user) {
    return new NotificationId(
        NAMES.generate(
            String.join(
                "|",
                task.taskId().toString(),
                reminder.dueDate().toString(),
                reminder.before().toString(),
                user.toString())));
  }

  private static String due(Reminder reminder, ZoneId zone, DateTimeFormatter format) {
    return format.format(reminder.dueDate().atZone(zone));
  }

  // A title is one line in a mail, whatever somebody put into it.
  private static String oneLine(String title) {
    return title.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
  }
}

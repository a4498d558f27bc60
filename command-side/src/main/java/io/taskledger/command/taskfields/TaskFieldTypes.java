package io.taskledger.command.taskfields;

import io.taskledger.command.platform.json.CanonicalUuid;
import io.taskledger.command.platform.json.JsonBodies;
import io.taskledger.command.platform.json.TextModule;
import io.taskledger.events.task.Priority;
import io.taskledger.events.task.ReminderOffset;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.text.Text;
import io.taskledger.events.text.TimeZones;
import io.taskledger.events.user.UserId;
import jakarta.validation.Validator;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the values of a task's fields are read. */
@Configuration(proxyBeanMethods = false)
public class TaskFieldTypes {
  /** The longest title, in characters. */
  public static final int TITLE = 200;

  /** The longest description, in characters. */
  public static final int DESCRIPTION = 10_000;

  /** The longest category id, in characters. */
  public static final int CATEGORY = 100;

  /** The most tags. */
  public static final int TAGS = 20;

  /** The longest tag, in characters. */
  public static final int TAG = 50;

  /** The most reminders. */
  public static final int REMINDERS = 10;

  private static final Duration MAX_REMINDER = Duration.ofDays(366);
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  @Bean
  JsonBodies taskBodies(Validator validator) {
    return new JsonBodies(validator, fieldTypes());
  }

  private static TextModule fieldTypes() {
    return new TextModule()
        .with(TaskId.class, text -> new TaskId(CanonicalUuid.parse(text)), "a UUID")
        .with(UserId.class, text -> new UserId(CanonicalUuid.parse(text)), "a UUID")
        .with(Priority.class, Priority::valueOf, "LOW, MEDIUM, HIGH or URGENT")
        .with(Status.class, Status::of, "pending, in-progress or completed")
        .with(
            Instant.class,
            TaskFieldTypes::time,
            "an ISO 8601 time with an offset, for example 2027-01-31T09:00:00+01:00")
        .with(ZoneId.class, TimeZones::named, "an IANA zone, for example Europe/Berlin")
        .with(
            ReminderOffset.class,
            TaskFieldTypes::reminder,
            "ISO 8601 durations up to P366D, for example PT1H, P1D or P1W");
  }

  /** Tags without repetitions and without blanks at their ends. */
  public static List<String> tags(@Nullable List<String> sent) {
    var tags = new LinkedHashSet<String>();
    for (String tag : sent == null ? List.<String>of() : sent) {
      tags.add(Text.strip(tag));
    }
    return List.copyOf(tags);
  }

  /** Reminders without repetitions. */
  public static List<ReminderOffset> reminders(@Nullable List<ReminderOffset> sent) {
    return sent == null ? List.of() : List.copyOf(new LinkedHashSet<>(sent));
  }

  private static Instant time(String text) {
    Instant time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new DateTimeException("out of range");
    }
    return time;
  }

  private static ReminderOffset reminder(String text) {
    ReminderOffset before = ReminderOffset.parse(text);
    if (before.isNegative() || before.length().compareTo(MAX_REMINDER) > 0) {
      throw new IllegalArgumentException("out of range");
    }
    return before;
  }
}

package io.taskledger.query.request;

import io.taskledger.events.task.Priority;
import io.taskledger.events.task.Status;
import io.taskledger.events.text.TimeZones;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a parameter may be.
 *
 * @param reader reads the text; throws {@link IllegalArgumentException} or {@link
 *     java.time.DateTimeException} when it is malformed
 * @param expected a sentence that tells what would do
 */
public record Value<T>(Function<String, T> reader, String expected) {
  private static final Pattern ID =
      Pattern.compile("\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  /** A UUID. */
  public static final Value<UUID> UUID = new Value<>(Value::uuid, "Give a UUID.");

  /** A moment of the years 1 to 9999. */
  public static final Value<Instant> TIME =
      new Value<>(
          Value::time,
          "Give an ISO-8601 time with Z or an offset, whose '+' is written %2B in a URL.");

  /** {@code true} or {@code false}. */
  public static final Value<Boolean> FLAG = new Value<>(Value::flag, "Give true or false.");

  /** A status by its JSON name. */
  public static final Value<Status> STATUS =
      new Value<>(Status::of, "Give pending, in-progress or completed.");

  /** A priority by its JSON name. */
  public static final Value<Priority> PRIORITY =
      new Value<>(Priority::valueOf, "Give LOW, MEDIUM, HIGH or URGENT.");

  /** A time zone by its IANA name. */
  public static final Value<ZoneId> ZONE =
      new Value<>(Value::zone, "Give an IANA time zone such as Europe/Berlin.");

  /** A text that is not blank. */
  public static Value<String> text(int longest) {
    return new Value<>(
        text -> {
          // PostgreSQL keeps no NUL in texts.
          require(!text.isBlank() && text.length() <= longest && text.indexOf('\0') < 0);
          return text;
        },
        "Give 1 to " + longest + " characters, or leave it out.");
  }

  /** A whole number. */
  public static Value<Integer> number(int least, int greatest) {
    return new Value<>(
        text -> {
          int number = Integer.parseInt(text);
          require(number >= least && number <= greatest);
          return number;
        },
        "Give a whole number from " + least + " to " + greatest + ".");
  }

  private static UUID uuid(String text) {
    // UUID.fromString takes "1-1-1-1-1" for one.
    require(ID.matcher(text).matches());
    return java.util.UUID.fromString(text);
  }

  private static Instant time(String text) {
    OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
    require(time.getYear() >= 1 && time.getYear() <= 9999);
    return time.toInstant();
  }

  private static boolean flag(String text) {
    require(text.equals("true") || text.equals("false"));
    return text.equals("true");
  }

  private static ZoneId zone(String text) {
    return TimeZones.named(text);
  }

  private static void require(boolean met) {
    if (!met) {
      throw new IllegalArgumentException("not what was expected");
    }
  }
}

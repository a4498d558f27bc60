package io.taskledger.events.text;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

/**
 * The names of the IANA time zone database. Java knows some of them only in its table of short ids,
 * or takes them for an offset, and others that are in no list of IANA's.
 */
public final class TimeZones {
  /** What the database links these names to. */
  private static final Map<String, String> LINKS =
      Map.of(
          "EST", "America/Panama",
          "MST", "America/Phoenix",
          "HST", "Pacific/Honolulu",
          "ROC", "Asia/Taipei",
          "GMT+0", "GMT",
          "GMT-0", "GMT");

  /** Java copies its set of 600 names each time it is asked. */
  private static final Set<String> NAMES = ZoneId.getAvailableZoneIds();

  private TimeZones() {}

  /**
   * The zone of this name; a link that Java does not know is the zone that it leads to.
   *
   * @throws DateTimeException when it is not in the database. Offsets, which know nothing of
   *     daylight saving, are not.
   */
  public static ZoneId named(String name) {
    String known = LINKS.getOrDefault(name, name);
    if (!NAMES.contains(known) || known.startsWith("SystemV/")) {
      throw new DateTimeException("not a name of the IANA time zone database");
    }
    return ZoneId.of(known);
  }
}

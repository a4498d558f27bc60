package io.taskledger.query.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskledger.query.request.Parameters;
import io.taskledger.query.request.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some of what happened to a task.
 *
 * @param nextCursor to be sent to get what follows; null when nothing does
 */
record HistoryPage(
    List<HistoryEntry> items,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nextCursor) {
  static final Set<String> PARAMETERS = Set.of("limit", "cursor", "order");
  private static final int MOST = 1_000;
  private static final Value<Boolean> NEWEST_FIRST =
      new Value<>(HistoryPage::isNewestFirst, "Give asc or desc.");

  private static boolean isNewestFirst(String order) {
    return switch (order) {
      case "asc" -> false;
      case "desc" -> true;
      default -> throw new IllegalArgumentException("no such order");
    };
  }

  /**
   * Which part is asked for.
   *
   * @param after the version where the page before ended; null for the first
   */
  record Request(int limit, boolean isNewestFirst, @Nullable Long after) {
    /** Reads {@code limit}, {@code order} and {@code cursor}. */
    static Request of(Parameters parameters) {
      Integer limit = parameters.one("limit", Value.number(1, MOST));
      boolean newestFirst = Boolean.TRUE.equals(parameters.one("order", NEWEST_FIRST));
      Long after =
          parameters.one(
              "cursor",
              new Value<>(
                  text -> version(text, newestFirst),
                  "Send the nextCursor of the page before with the same order."));
      return new Request(limit == null ? MOST : limit, newestFirst, after);
    }

    private static long version(String cursor, boolean newestFirst) {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
      String prefix = prefix(newestFirst);
      if (!text.startsWith(prefix)) {
        throw new IllegalArgumentException("a cursor of something else");
      }
      return Long.parseLong(text.substring(prefix.length()));
    }

    private static String prefix(boolean newestFirst) {
      return newestFirst ? "1:desc:" : "1:asc:";
    }

    /** Adds a change, oldest first, as long as it may be on the page, or is the one behind it. */
    void keep(RecordedChange change, Deque<RecordedChange> kept) {
      long version = change.row().version();
      if (isNewestFirst) {
        if (after == null || version < after) {
          kept.addLast(change);
          if (kept.size() > limit + 1) {
            kept.removeFirst();
          }
        }
      } else if ((after == null || version > after) && kept.size() <= limit) {
        kept.addLast(change);
      }
    }

    List<RecordedChange> page(Deque<RecordedChange> kept) {
      List<RecordedChange> page = new ArrayList<>(kept);
      if (isNewestFirst) {
        Collections.reverse(page);
      }
      return page.size() > limit ? page.subList(0, limit) : page;
    }

    String cursor(HistoryEntry last) {
      String text = prefix(isNewestFirst) + last.version();
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
  }
}

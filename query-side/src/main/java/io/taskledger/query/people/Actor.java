package io.taskledger.query.people;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did something.
 *
 * @param userId null when it was the system
 * @param name null when it is not known
 * @param kind {@code user}, {@code system} or {@code assistant}
 */
public record Actor(@Nullable UUID userId, @Nullable String name, String kind) {
  /** The actor as the event names it; what it leaves out is told by whether it names a person. */
  public static Actor of(@Nullable UUID userId, @Nullable String name, @Nullable String kind) {
    return new Actor(userId, name, kind != null ? kind : userId == null ? "system" : "user");
  }
}

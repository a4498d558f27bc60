package io.taskledger.projection.rebuild;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The making of a generation, or the way back to one.
 *
 * @param generation its number
 * @param cancelled whether somebody asked to end it
 * @param attempt counts who has worked on it; whoever has an older number may not write any more
 * @param processed position of the store up to which events were read
 * @param total position of the store's last event
 * @param eventsPerSecond in the running attempt
 * @param differences how many rows differ from the live generation, where that was compared
 * @param outcome what was found or what went wrong, for people
 */
public record Rebuild(
    UUID id,
    String projection,
    int generation,
    Purpose purpose,
    State state,
    boolean cancelled,
    int attempt,
    long processed,
    long total,
    double eventsPerSecond,
    @Nullable Long differences,
    @Nullable String outcome,
    Instant requestedAt,
    @Nullable Instant endedAt) {
  /** What is done with the generation. */
  public enum Purpose {
    SWITCH,
    COMPARE
  }

  /** How far it is. */
  public enum State {
    RUNNING,
    SWITCHING,
    DONE,
    CANCELLED,
    FAILED;

    /** As it is stored and shown. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether it still goes on. */
  public boolean isOpen() {
    return state == State.RUNNING || state == State.SWITCHING;
  }

  /** Seconds until it will have read everything at this speed; absent while that is not known. */
  public @Nullable Long etaSeconds() {
    if (!isOpen()) {
      return null;
    }
    return eventsPerSecond > 0 ? Math.round((total - processed) / eventsPerSecond) : null;
  }
}

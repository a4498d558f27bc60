package io.taskledger.projection.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskledger.projection.rebuild.Rebuild;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild as administrators see it.
 *
 * @param purpose {@code switch}, or {@code compare} for one that changes nothing
 * @param processed position of the store up to which events were read
 * @param total position of the store's last event
 * @param etaSeconds until everything is read, at this speed
 * @param differences how many rows differ from the live generation, where that was compared
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RebuildAnswer(
    UUID id,
    String projection,
    int generation,
    String purpose,
    String state,
    long processed,
    long total,
    long eventsPerSecond,
    @Nullable Long etaSeconds,
    @Nullable Long differences,
    @Nullable String outcome,
    Instant requestedAt,
    @Nullable Instant endedAt) {
  static RebuildAnswer of(Rebuild rebuild) {
    return new RebuildAnswer(
        rebuild.id(),
        rebuild.projection(),
        rebuild.generation(),
        rebuild.purpose().name().toLowerCase(Locale.ROOT),
        rebuild.state().text(),
        rebuild.processed(),
        rebuild.total(),
        Math.round(rebuild.eventsPerSecond()),
        rebuild.etaSeconds(),
        rebuild.differences(),
        rebuild.outcome(),
        rebuild.requestedAt(),
        rebuild.endedAt());
  }
}

package io.taskledger.projection.dashboard.counting;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far the view in Redis is.
 *
 * @param batches for each Kafka partition the number of the last batch written, {@link #UNDER_WAY}
 *     when a write ended in the middle
 * @param ledger the PostgreSQL database that counts the batches; absent when Redis is new
 * @param making whether this generation is still being made
 */
public record Progress(Map<Integer, Long> batches, @Nullable String ledger, boolean making) {
  /** Stands in place of a number while a batch is written. */
  public static final long UNDER_WAY = -1;

  /** Whether Redis has all that PostgreSQL says was applied; it may have more. */
  public boolean covers(Map<Integer, Long> applied, UUID identity) {
    return !making
        && identity.toString().equals(ledger)
        && batches.values().stream().noneMatch(number -> number == UNDER_WAY)
        && applied.entrySet().stream()
            .allMatch(each -> batches.getOrDefault(each.getKey(), -1L) >= each.getValue());
  }

  /**
   * The numbers that a batch gets. Where Redis is ahead, because an earlier attempt was written and
   * not committed, the next number is higher than PostgreSQL's count: every write has a number of
   * its own, so that the loss of any of them shows.
   *
   * @param counted the numbers by PostgreSQL's count
   * @throws DashboardIsBehindException when Redis lacks a batch
   */
  public SortedMap<Integer, Long> numbersOf(SortedMap<Integer, Long> counted, UUID identity) {
    if (making || !identity.toString().equals(ledger)) {
      throw new DashboardIsBehindException("Redis is new or is being rebuilt");
    }
    SortedMap<Integer, Long> numbers = new TreeMap<>();
    counted.forEach(
        (partition, number) -> {
          long found = batches.getOrDefault(partition, 0L);
          if (found < number - 1) {
            throw new DashboardIsBehindException(
                "partition %d is at batch %d, not at %d".formatted(partition, found, number - 1));
          }
          numbers.put(partition, found + 1);
        });
    return numbers;
  }
}

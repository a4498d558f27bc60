package io.taskledger.recurrence;

import java.util.List;
import java.util.stream.Stream;

/** {@code BYSETPOS}: some of the occurrences of a period, by their number. */
final class SetPositions {
  private SetPositions() {}

  /**
   * The places, from 0, that the positions name in a set of this size, in order.
   *
   * @param positions from 1, negative from the end
   */
  static Stream<Long> of(List<Integer> positions, long size) {
    return positions.stream()
        .map(position -> position > 0 ? position - 1 : size + position)
        .filter(place -> place >= 0 && place < size)
        .distinct()
        .sorted();
  }
}

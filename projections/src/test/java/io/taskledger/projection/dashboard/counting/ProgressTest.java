package io.taskledger.projection.dashboard.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final UUID DATABASE = UUID.randomUUID();

  @Test
  void theNextBatchGetsTheNextNumberAlsoOnANewPartition() {
    assertThat(at(Map.of(0, 4L)).numbersOf(counted(0, 5L, 1, 1L), DATABASE))
        .isEqualTo(Map.of(0, 5L, 1, 1L));
  }

  @Test
  void anotherAttemptGetsAHigherNumberThanTheOneBefore() {
    assertThat(at(Map.of(0, 6L)).numbersOf(counted(0, 5L), DATABASE)).isEqualTo(Map.of(0, 7L));
  }

  @Test
  void aMissingBatchAMissingPartitionAndAHalfWrittenBatchAreLosses() {
    for (Progress lost :
        new Progress[] {at(Map.of(0, 3L)), at(Map.of()), at(Map.of(0, Progress.UNDER_WAY))}) {
      assertThatExceptionOfType(DashboardIsBehindException.class)
          .isThrownBy(() -> lost.numbersOf(counted(0, 5L), DATABASE));
      assertThat(lost.covers(Map.of(0, 4L), DATABASE)).isFalse();
    }
  }

  @Test
  void theProgressOfAnotherDatabaseCoversNothing() {
    assertThat(at(Map.of(0, 9L)).covers(Map.of(0, 4L), UUID.randomUUID())).isFalse();
    assertThat(at(Map.of(0, 9L)).covers(Map.of(0, 4L), DATABASE)).isTrue();
  }

  @Test
  void aRebuildThatHasNotEndedCoversNothing() {
    var progress = new Progress(Map.of(0, 9L), DATABASE.toString(), true);
    assertThat(progress.covers(Map.of(0, 4L), DATABASE)).isFalse();
    assertThatExceptionOfType(DashboardIsBehindException.class)
        .isThrownBy(() -> progress.numbersOf(counted(0, 10L), DATABASE));
  }

  private static Progress at(Map<Integer, Long> batches) {
    return new Progress(batches, DATABASE.toString(), false);
  }

  private static TreeMap<Integer, Long> counted(int partition, long number) {
    return new TreeMap<>(Map.of(partition, number));
  }

  private static TreeMap<Integer, Long> counted(int one, long first, int other, long second) {
    return new TreeMap<>(Map.of(one, first, other, second));
  }
}

package io.taskledger.command.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.CommandSide.Person;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Snapshots shorten the reading of a long history, and can be thrown away. */
class SnapshotTest {
  private final CommandSide service = CommandSide.running();
  private final Person anna = service.newcomer();
  private final String task = anna.task("0");

  @Test
  void aLongHistoryIsReadFromItsSnapshotAndWithoutItJustTheSame() {
    edit(1, 120);
    awaitSnapshot();

    service
        .store()
        .update("delete from command_side.snapshot where aggregate_identifier = ?", id());
    assertThat(anna.post(task + "/complete", null).header("ETag")).isEqualTo("\"122\"");
    awaitSnapshot();
    assertThat(anna.post(task + "/complete", null).code()).isEqualTo("task-already-completed");
    assertThat(anna.post(task + "/reopen", null).header("ETag")).isEqualTo("\"123\"");
    assertThat(service.newcomer().post(task + "/complete", null).code())
        .isEqualTo("task-not-found");
  }

  @Test
  void aSnapshotOfATaskInTheTrashIsOneOfTheTrash() {
    edit(1, 99);
    anna.delete(task);
    awaitSnapshot();

    assertThat(anna.post(task + "/complete", null).code()).isEqualTo("task-in-trash");
    assertThat(anna.post(task + "/restore", null).status()).isEqualTo(200);
  }

  @Test
  void aSnapshotOfAnotherRevisionOrThatIsBrokenIsNotRead() {
    edit(1, 120);
    awaitSnapshot();
    service
        .store()
        .update(
            "update command_side.snapshot set payload_revision = '1', payload = '{\"is\":1}'"
                + " where aggregate_identifier = ?",
            id());
    assertThat(anna.post(task + "/complete", null).header("ETag")).isEqualTo("\"122\"");

    service
        .store()
        .update(
            "update command_side.snapshot set payload_revision = '2', payload = '{\"is\":1}'"
                + " where aggregate_identifier = ?",
            id());
    assertThat(anna.post(task + "/reopen", null).header("ETag")).isEqualTo("\"123\"");
  }

  private void edit(int from, int to) {
    for (int n = from; n <= to; n++) {
      assertThat(anna.patch(task, "{\"title\":\"" + n + "\"}").status()).isEqualTo(200);
    }
  }

  private void awaitSnapshot() {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                !service
                    .store()
                    .queryForList(
                        "select 1 from command_side.snapshot where aggregate_identifier = ?", id())
                    .isEmpty());
  }

  private UUID id() {
    return UUID.fromString(task.substring(task.lastIndexOf('/') + 1));
  }
}

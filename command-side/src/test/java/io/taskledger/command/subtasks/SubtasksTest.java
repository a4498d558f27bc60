package io.taskledger.command.subtasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.CommandSide.Answer;
import io.taskledger.command.testing.CommandSide.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tasks below tasks: no rings, not too deep, and done, trashed and brought back as one. */
class SubtasksTest {
  private final CommandSide service = CommandSide.running();
  private final Person anna = service.newcomer();
  private final String trip = anna.task("Trip");
  private final String hotel = below(trip, "Hotel");
  private final String room = below(hotel, "Room");

  private Answer create(Person person, String parent, String title) {
    return person.post(
        "/api/tasks", "{\"title\":\"" + title + "\",\"parentTaskId\":\"" + id(parent) + "\"}");
  }

  private String below(String parent, String title) {
    return create(anna, parent, title).header("Location");
  }

  private Answer move(String task, String parent) {
    return anna.patch(task, "{\"parentTaskId\":\"" + id(parent) + "\"}");
  }

  @Test
  void aTaskIsNeverBelowItself() {
    assertThat(move(trip, trip).code()).isEqualTo("subtask-cycle");
    assertThat(move(trip, room).code()).isEqualTo("subtask-cycle");
    assertThat(move(room, trip).status()).isEqualTo(200);
    assertThat(move(hotel, room).status()).isEqualTo(200);
  }

  @Test
  void twoMovesAtOnceMakeNoRing() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 20; round++) {
        String one = anna.task("One");
        String other = anna.task("Other");
        List<Future<Answer>> moves =
            threads.invokeAll(
                List.<Callable<Answer>>of(() -> move(one, other), () -> move(other, one)));

        List<String> outcomes = new ArrayList<>();
        for (Future<Answer> move : moves) {
          outcomes.add(move.get().code());
        }
        assertThat(outcomes).containsExactlyInAnyOrder("", "subtask-cycle");
      }
    }
  }

  @Test
  void subtasksGoFiveLevelsDeep() {
    String three = below(room, "3");
    String four = below(three, "4");
    String five = below(four, "5");

    assertThat(create(anna, five, "6").code()).isEqualTo("subtask-too-deep");
    String other = anna.task("Another tree");
    below(other, "With one below");
    assertThat(move(other, four).code()).isEqualTo("subtask-too-deep");
    assertThat(move(other, three).status()).isEqualTo(200);
  }

  @Test
  void aTreeHasAtMostAThousandTasksAndIsStillDoneAsOne() {
    String many =
        IntStream.range(0, 499)
            .mapToObj(
                n ->
                    "{\"method\":\"POST\",\"path\":\"/api/tasks\",\"body\":{\"title\":\""
                        + n
                        + "\",\"parentTaskId\":\""
                        + id(trip)
                        + "\"}}")
            .collect(Collectors.joining(",", "[", "]"));
    anna.post("/api/commands", many);
    anna.post("/api/commands", many);

    String daily =
        anna.patch(room, "{\"recurrence\":\"FREQ=DAILY\",\"dueDate\":\"2027-03-01T09:00:00Z\"}")
            .header("ETag");
    assertThat(daily).isEqualTo("\"2\"");
    assertThat(create(anna, trip, "One too many").code()).isEqualTo("too-many-subtasks");
    Answer recurred = anna.post(room + "/complete", null);
    UUID next =
        UUID.fromString(recurred.body().path("affectedTasks").path(0).path("taskId").asString());
    assertThat(create(anna, "/" + next, "Below the next one").status())
        .as("which is in a tree of its own")
        .isEqualTo(201);
    assertThat(undoLast(room).status()).isEqualTo(200);
    assertThat(anna.post(trip + "/complete", null).status()).isEqualTo(200);
    assertThat(undoLast(trip).status()).isEqualTo(200);
    assertThat(anna.post(room + "/complete", null).status()).isEqualTo(200);
  }

  @Test
  void aParentIsATaskOfOnesOwnThatIsNotInTheTrash() {
    Person ben = service.newcomer();
    assertThat(create(ben, trip, "Not mine").code()).isEqualTo("parent-not-found");
    assertThat(create(anna, "/" + UUID.randomUUID(), "Nowhere").code())
        .isEqualTo("parent-not-found");
    anna.delete(trip);
    assertThat(create(anna, trip, "Too late").code()).isEqualTo("parent-in-trash");
    assertThat(anna.post(hotel + "/restore", null).code()).isEqualTo("parent-in-trash");
  }

  @Test
  void onlyTheOwnerMovesATask() {
    Person ben = service.newcomer();
    anna.patch(hotel, "{\"assigneeId\":\"" + ben.userId + "\"}");

    assertThat(ben.patch(hotel, "{\"parentTaskId\":null}").code()).isEqualTo("not-owner");
    assertThat(anna.patch(hotel, "{\"parentTaskId\":null}").status()).isEqualTo(200);
  }

  @Test
  void completingAParentCompletesWhatIsOpenBelowAndIsUndoneAsOne() {
    String done = below(trip, "Done before");
    anna.post(done + "/complete", null);

    anna.post(trip + "/complete", null);
    assertThat(anna.post(room + "/complete", null).code()).isEqualTo("task-already-completed");

    assertThat(undoLast(trip).status()).isEqualTo(200);
    assertThat(anna.post(room + "/complete", null).status()).isEqualTo(200);
    assertThat(anna.post(done + "/complete", null).code()).isEqualTo("task-already-completed");

    assertThat(undoLast(trip).status()).as("undo of the undo").isEqualTo(200);
    assertThat(anna.post(hotel + "/complete", null).code()).isEqualTo("task-already-completed");
  }

  @Test
  void deletingAParentTrashesWhatIsBelowAndRestoringBringsItBack() {
    String before = below(trip, "Trashed before");
    anna.delete(before);

    anna.delete(trip);
    assertThat(anna.post(room + "/complete", null).code()).isEqualTo("task-in-trash");

    anna.post(trip + "/restore", null);
    assertThat(anna.post(room + "/complete", null).status()).isEqualTo(200);
    assertThat(anna.post(before + "/complete", null).code()).isEqualTo("task-in-trash");
  }

  @Test
  void undoingADeletionBringsBackWhatWentWithIt() {
    anna.delete(trip);

    assertThat(undoLast(trip).status()).isEqualTo(200);
    assertThat(anna.post(room + "/complete", null).status()).isEqualTo(200);
    assertThat(undoLast(trip).status()).as("undo of the undo").isEqualTo(200);
    assertThat(anna.post(hotel + "/complete", null).code()).isEqualTo("task-in-trash");
  }

  @Test
  void anUndoThatTrashesAParentLeavesNothingBelowTheTrash() {
    assertThat(undoLast(trip).status()).as("of its creation").isEqualTo(200);
    assertThat(anna.post(room + "/complete", null).code()).isEqualTo("task-in-trash");
    anna.post(trip + "/restore", null);
    assertThat(anna.patch(room, "{\"title\":\"Suite\"}").status()).isEqualTo(200);
    String late = below(trip, "After the restoring");

    assertThat(undoLast(trip).status()).as("of the restoring").isEqualTo(200);
    assertThat(anna.post(late + "/complete", null).code()).isEqualTo("task-in-trash");
    assertThat(undoLast(trip).status()).as("of that").isEqualTo(200);
    assertThat(anna.post(late + "/complete", null).status()).isEqualTo(200);
    assertThat(anna.post(room + "/complete", null).status()).isEqualTo(200);
  }

  @Test
  void whatComesBelowWhileAParentIsDeletedGoesWithItOrIsRefused() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 20; round++) {
        String parent = anna.task("Parent");
        Future<Answer> deleted = threads.submit(() -> anna.delete(parent));
        Future<Answer> created = threads.submit(() -> create(anna, parent, "Child"));

        assertThat(deleted.get().status()).isEqualTo(200);
        if (created.get().status() == 201) {
          String child = created.get().header("Location");
          assertThat(anna.post(child + "/complete", null).code()).isEqualTo("task-in-trash");
        } else {
          assertThat(created.get().code()).isEqualTo("parent-in-trash");
        }
      }
    }
  }

  @Test
  void anAssigneeCompletesOnlySubtasksThatTheySeeAndLearnsOfNoOthers() {
    Person ben = service.newcomer();
    String shared = below(trip, "Shared");
    anna.patch(trip, "{\"assigneeId\":\"" + ben.userId + "\"}");
    anna.patch(shared, "{\"assigneeId\":\"" + ben.userId + "\"}");

    Answer completed = ben.post(trip + "/complete", null);

    assertThat(completed.body().path("affectedTasks").findValuesAsString("taskId"))
        .containsExactly(id(shared).toString());
    assertThat(anna.post(shared + "/complete", null).code()).isEqualTo("task-already-completed");
    assertThat(anna.post(hotel + "/complete", null).status())
        .as("Ben does not see it")
        .isEqualTo(200);

    assertThat(undo(ben, trip, 3).status()).isEqualTo(200);
    assertThat(anna.post(shared + "/complete", null).status()).isEqualTo(200);
    assertThat(anna.post(hotel + "/complete", null).code())
        .as("what Anna completed herself")
        .isEqualTo("task-already-completed");
  }

  @Test
  void theOwnerLearnsOfAllTasksThatACommandChanged() {
    assertThat(anna.delete(trip).body().path("affectedTasks").findValuesAsString("taskId"))
        .containsExactlyInAnyOrder(id(hotel).toString(), id(room).toString());
  }

  private String weekly(String parent, String title, String due) {
    return anna.post(
            "/api/tasks",
            "{\"title\":\""
                + title
                + "\",\"dueDate\":\""
                + due
                + "\",\"recurrence\":\"FREQ=WEEKLY\""
                + (parent.isEmpty() ? "" : ",\"parentTaskId\":\"" + id(parent) + "\"")
                + "}")
        .header("Location");
  }

  @Test
  void aRecurringSubtaskThatItsParentCompletesHasANextOccurrenceBelowTheParents() {
    String parent = weekly("", "Clean", "2027-03-01T09:00:00Z");
    String child = weekly(parent, "Vacuum", "2027-03-03T09:00:00Z");

    Answer completed = anna.post(parent + "/complete", null);

    String nextParent = nextOf(parent);
    String nextChild = nextOf(child);
    assertThat(completed.body().path("affectedTasks").findValuesAsString("taskId"))
        .containsExactlyInAnyOrder(
            id(child).toString(), id(nextParent).toString(), id(nextChild).toString());
    assertThat(parentOf(nextChild)).isEqualTo(id(nextParent));
    assertThat(anna.patch(nextChild, "{\"dueDate\":\"2027-03-10T09:00:00Z\"}").header("ETag"))
        .as("a week later, and open")
        .isEqualTo("\"1\"");

    assertThat(anna.post(nextParent + "/complete", null).status()).isEqualTo(200);
    assertThat(anna.post(nextChild + "/complete", null).code())
        .as("the next week it is done with its parent again")
        .isEqualTo("task-already-completed");
    assertThat(parentOf(nextOf(nextChild))).isEqualTo(id(nextOf(nextParent)));
  }

  @Test
  void aNextOccurrenceIsNotCompletedBeforeItsTimeButWaitsBelowTheParentsNextOne() {
    String parent = weekly("", "Clean", "2027-03-01T09:00:00Z");
    String child = weekly(parent, "Vacuum", "2027-03-01T08:00:00Z");
    anna.post(child + "/complete", null);
    String nextChild = nextOf(child);
    String below = below(nextChild, "Empty the bag");

    anna.post(parent + "/complete", null);

    String nextParent = nextOf(parent);
    assertThat(parentOf(nextChild)).isEqualTo(id(nextParent));
    assertThat(anna.patch(below, "{\"status\":\"in-progress\"}").header("ETag")).isEqualTo("\"2\"");
    assertThat(anna.post(nextParent + "/complete", null).status()).isEqualTo(200);
    assertThat(anna.post(nextChild + "/complete", null).code()).isEqualTo("task-already-completed");
    assertThat(parentOf(nextOf(nextChild))).isEqualTo(id(nextOf(nextParent)));
  }

  @Test
  void aNextOccurrenceBelowAParentThatDoesNotRecurStaysOpenWhereItIs() {
    String child = weekly(trip, "Call home", "2027-03-01T08:00:00Z");
    anna.post(child + "/complete", null);
    String next = nextOf(child);

    anna.post(trip + "/complete", null);

    assertThat(parentOf(next)).isEqualTo(id(trip));
    assertThat(anna.post(next + "/complete", null).status()).isEqualTo(200);
  }

  @Test
  void undoingTheCompletionOfARecurringTreeBringsEverythingBackWhereItWas() {
    String parent = weekly("", "Clean", "2027-03-01T09:00:00Z");
    String done = weekly(parent, "Vacuum", "2027-03-01T08:00:00Z");
    anna.post(done + "/complete", null);
    String waiting = nextOf(done);
    String open = weekly(parent, "Dust", "2027-03-01T08:00:00Z");
    anna.post(parent + "/complete", null);
    String nextParent = nextOf(parent);
    String nextOpen = nextOf(open);

    assertThat(undoLast(parent).status()).isEqualTo(200);

    assertThat(parentOf(waiting)).isEqualTo(id(parent));
    assertThat(anna.patch(waiting, "{\"title\":\"Vacuum\"}").status()).isEqualTo(200);
    for (String gone : List.of(nextParent, nextOpen)) {
      assertThat(anna.post(gone + "/complete", null).code()).isEqualTo("task-in-trash");
    }

    assertThat(anna.post(parent + "/complete", null).status()).isEqualTo(200);
    assertThat(nextOf(parent)).as("the same again").isEqualTo(nextParent);
    assertThat(nextOf(open)).isEqualTo(nextOpen);
    assertThat(parentOf(nextOpen)).isEqualTo(id(nextParent));
    assertThat(parentOf(waiting)).isEqualTo(id(nextParent));
  }

  /** The newest task that came of a completion of this one. */
  private String nextOf(String task) {
    List<UUID> found =
        service
            .store()
            .queryForList(
                "select n.aggregate_identifier from command_side.domain_event n"
                    + " join command_side.domain_event c"
                    + " on n.meta_data::jsonb ->> 'causationId' = c.event_identifier::text"
                    + " where c.aggregate_identifier = ? and c.payload_type = 'TaskCompleted'"
                    + " and n.payload_type = 'TaskCreated' order by n.global_index desc",
                UUID.class,
                id(task));
    return "/api/tasks/" + found.getFirst();
  }

  private UUID parentOf(String task) {
    return service
        .store()
        .queryForList(
            "select parent_id from command_side.subtask where task_id = ?", UUID.class, id(task))
        .getFirst();
  }

  private Answer undo(Person person, String task, int version) {
    List<String> event =
        service
            .store()
            .queryForList(
                "select event_identifier::text from command_side.domain_event"
                    + " where aggregate_identifier = ? and sequence_number = ?",
                String.class,
                id(task),
                version - 1);
    return person.post(task + "/history/" + event.getFirst() + "/undo", null);
  }

  private Answer undoLast(String task) {
    String event =
        service
            .store()
            .queryForObject(
                "select event_identifier::text from command_side.domain_event"
                    + " where aggregate_identifier = ? order by sequence_number desc limit 1",
                String.class,
                id(task));
    return anna.post(task + "/history/" + event + "/undo", null);
  }

  private static UUID id(String task) {
    return UUID.fromString(task.substring(task.lastIndexOf('/') + 1));
  }
}

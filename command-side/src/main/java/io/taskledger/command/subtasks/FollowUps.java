package io.taskledger.command.subtasks;

import io.taskledger.command.assignment.Assignments;
import io.taskledger.command.history.RecordedTaskEvent;
import io.taskledger.command.history.TaskHistory;
import io.taskledger.command.task.TaskCommand.Decision;
import io.taskledger.command.task.TaskCommand.FollowUp;
import io.taskledger.command.task.TaskCommand.FollowUp.CompleteSubtasks;
import io.taskledger.command.task.TaskCommand.FollowUp.CreateNextOccurrence;
import io.taskledger.command.task.TaskCommand.FollowUp.PlaceUnder;
import io.taskledger.command.task.TaskCommand.FollowUp.RequireAssignable;
import io.taskledger.command.task.TaskCommand.FollowUp.RequireParentOutOfTrash;
import io.taskledger.command.task.TaskCommand.FollowUp.RestoreSubtasks;
import io.taskledger.command.task.TaskCommand.FollowUp.TrashSubtasks;
import io.taskledger.command.task.TaskCommand.FollowUp.Undo;
import io.taskledger.command.task.TaskPolicy;
import io.taskledger.command.task.TaskResult.Conflict;
import io.taskledger.command.task.TaskResult.FieldChange;
import io.taskledger.command.undo.UndoPlan;
import io.taskledger.events.codec.EventHeader;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskState;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** Applies the decisions of one command: the events first, then what follows from them. */
final class FollowUps {
  private final TaskSession session;
  private final SubtaskRules rules;
  private final TaskHistory history;
  private final Assignments assignments;
  private final NextOccurrences nextOccurrences;
  private final SubtreeOperations subtree;
  private final Instant now;
  private @Nullable Undone undone;

  FollowUps(
      TaskSession session,
      SubtaskRules rules,
      TaskHistory history,
      Assignments assignments,
      Instant now) {
    this.session = session;
    this.rules = rules;
    this.history = history;
    this.assignments = assignments;
    this.now = now;
    this.nextOccurrences = new NextOccurrences(session, rules, history);
    this.subtree = new SubtreeOperations(session, rules.tree(), history, nextOccurrences);
  }

  /** What an undo changed. */
  record Undone(List<FieldChange> changes, List<Conflict> conflicts) {}

  /** What the undo among them changed; nothing when there was none. */
  @Nullable Undone undone() {
    return undone;
  }

  void execute(LoadedTask task, Decision decision, MetaData headers) {
    task.apply(decision.events(), headers);
    follow(task, decision.followUps());
  }

  void follow(LoadedTask task, List<FollowUp> followUps) {
    for (FollowUp next : followUps) {
      switch (next) {
        case PlaceUnder(TaskId parent) -> place(task, parent);
        case RequireAssignable(var assignee) ->
            assignments.require(task.state(), assignee, session.actor());
        case RequireParentOutOfTrash() -> rules.requireParentOutOfTrash(task.state());
        case CreateNextOccurrence(Instant at) -> nextOccurrences.create(task, at);
        case CompleteSubtasks(Instant at) -> subtree.completeSubtasks(task, at);
        case TrashSubtasks(String reason) -> subtree.trashSubtasks(task, reason);
        case RestoreSubtasks() -> subtree.restoreSubtasks(task);
        case Undo(UUID eventId, boolean preview) -> undo(task, eventId, preview);
      }
    }
  }

  private void place(LoadedTask task, @Nullable TaskId parent) {
    if (parent == null) {
      rules.tree().placeAtTop(task.id());
    } else {
      rules.placeUnder(task.id(), task.state().owner(), parent);
    }
  }

  private void undo(LoadedTask task, UUID eventId, boolean preview) {
    RecordedTaskEvent recorded =
        history
            .event(task.id(), eventId)
            .orElseThrow(
                () ->
                    ProblemException.of(
                        ErrorCode.EVENT_NOT_FOUND,
                        "Send the eventId of an entry of the task's history."));
    TaskState state = task.state();
    UndoPlan plan = UndoPlan.of(state, recorded, now);
    List<Conflict> conflicts = conflicts(plan, recorded);
    if (plan.isBlocked()) {
      throw UndoPlan.refusal(conflicts);
    }
    if (plan.isForOwnerOnly()) {
      TaskPolicy.requireOwner(state, session.actor());
    }
    undone = new Undone(plan.changes(state, now), conflicts);
    if (!preview) {
      undo(task, recorded, plan, recorded.eventId().toString());
    }
  }

  private List<Conflict> conflicts(UndoPlan plan, RecordedTaskEvent recorded) {
    List<Conflict> conflicts = new ArrayList<>();
    if (!plan.blocked().isEmpty()) {
      conflicts.addAll(history.lastChanges(recorded.taskId(), recorded.version(), plan.blocked()));
    }
    plan.impossible().forEach(field -> conflicts.add(new Conflict(field, null)));
    return conflicts;
  }

  /** Undoes the event, then what followed from it in other tasks that the actor may see. */
  private void undo(LoadedTask task, RecordedTaskEvent recorded, UndoPlan plan, String cause) {
    if (plan.isBlocked()) {
      return;
    }
    var headers =
        MetaData.with(EventHeader.UNDOES, recorded.eventId().toString())
            .and(EventHeader.CAUSATION_ID, cause);
    execute(task, plan.decide(task.state(), now), headers);
    String undoing = task.lastEvent().toString();
    for (RecordedTaskEvent along : creationsLast(history.causedBy(recorded.eventId(), task.id()))) {
      LoadedTask other = session.load(along.taskId());
      TaskState state = other.state();
      if (state.isVisibleTo(session.actor()) && !isContinued(along, state)) {
        undo(other, along, UndoPlan.of(state, along, now), undoing);
      }
    }
  }

  /** What was moved below a created task moves away before that goes to the trash. */
  private static List<RecordedTaskEvent> creationsLast(List<RecordedTaskEvent> events) {
    return events.stream()
        .sorted(Comparator.comparing(along -> along.event() instanceof TaskCreated))
        .toList();
  }

  /** A next occurrence that somebody has worked on stays. */
  private static boolean isContinued(RecordedTaskEvent along, TaskState task) {
    return along.event() instanceof TaskCreated && task.version() > along.version();
  }
}

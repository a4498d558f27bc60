package io.taskledger.query.history;

import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.user.UserId;
import io.taskledger.query.people.Actor;
import io.taskledger.query.people.People;
import io.taskledger.query.request.TaskAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells what happened to a task, out of the audit trail. */
@Component
final class History {
  private final EventRows events;
  private final People people;

  History(EventRows events, People people) {
    this.events = events;
    this.people = people;
  }

  /**
   * All that happened to a task, oldest first; refused as if the task did not exist when the person
   * may not see it. That is decided by the history itself, for the task list may lag behind it.
   */
  List<HistoryEntry> of(UUID taskId, UserId caller) {
    List<EventRow> rows = events.findByStreamIdOrderByVersion(taskId);
    Map<UUID, String> names = people.names(actors(rows));
    var told = new ArrayList<Told>();
    TaskSoFar task = null;
    for (EventRow row : rows) {
      Optional<TaskEvent> event = row.taskEvent();
      if (event.isPresent()) {
        TaskSoFar before = task == null ? beginning(event.get()) : task;
        told.add(new Told(row, event.get(), before));
        task = before.after(event.get(), row.at());
      }
    }
    if (task == null || !task.visibleTo(caller)) {
      throw TaskAddress.notFound();
    }
    TaskSoFar now = task;
    return told.stream().map(each -> entry(each, now, names)).toList();
  }

  private static TaskSoFar beginning(TaskEvent first) {
    if (first instanceof TaskCreated created) {
      return TaskSoFar.of(created);
    }
    // The trail is written in version order, so this is a fault of ours and not of the caller.
    throw new IllegalStateException("the history of " + first.taskId() + " has no beginning");
  }

  /** An event, and what the task was before it. */
  private record Told(EventRow row, TaskEvent event, TaskSoFar before) {}

  private static HistoryEntry entry(Told told, TaskSoFar now, Map<UUID, String> names) {
    EventRow row = told.row();
    return new HistoryEntry(
        row.eventId(),
        row.eventType(),
        row.at(),
        actor(row, names),
        row.version(),
        told.before().changes(told.event(), row.at()),
        now.canTakeBack(told.event()),
        row.undoes());
  }

  private static Actor actor(EventRow row, Map<UUID, String> names) {
    UUID userId = row.actor();
    return Actor.of(userId, userId == null ? null : names.get(userId), row.actorKind());
  }

  private static Set<UUID> actors(List<EventRow> rows) {
    return rows.stream()
        .map(EventRow::actor)
        .filter(Objects::nonNull)
        .collect(Collectors.toUnmodifiableSet());
  }
}

package io.taskledger.query.history;

import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskState;
import io.taskledger.events.user.UserId;
import io.taskledger.query.people.Actor;
import io.taskledger.query.people.People;
import io.taskledger.query.request.TaskAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Tells what happened to a task, out of the audit trail. */
@Component
final class History {
  /** How many events are read at a time: a history has no end, memory has. */
  private static final Limit AT_ONCE = Limit.of(500);

  private final EventRows events;
  private final People people;

  History(EventRows events, People people) {
    this.events = events;
    this.people = people;
  }

  /**
   * A part of what happened to a task; refused as if the task did not exist when the person may not
   * see it. That is decided by the history itself, for the task list may lag behind it. So all of
   * it is read, and what is asked for is kept.
   */
  HistoryPage of(UUID taskId, UserId caller, HistoryPage.Request request) {
    var kept = new ArrayDeque<RecordedChange>();
    TaskState now = fold(taskId, change -> request.keep(change, kept));
    if (now == null || !now.isVisibleTo(caller)) {
      throw TaskAddress.notFound();
    }
    List<RecordedChange> page = request.page(kept);
    Map<UUID, String> names = people.names(actors(page));
    List<HistoryEntry> entries = page.stream().map(each -> entry(each, now, names)).toList();
    return new HistoryPage(
        entries, kept.size() > entries.size() ? request.cursor(entries.getLast()) : null);
  }

  /** Goes through all that happened to a task; answers what it is now, null if nothing happened. */
  @Nullable TaskState fold(UUID taskId, Consumer<RecordedChange> each) {
    TaskState task = null;
    List<EventRow> rows = List.of();
    do {
      long after = rows.isEmpty() ? 0 : rows.getLast().version();
      rows = events.findByStreamIdAndVersionGreaterThanOrderByVersion(taskId, after, AT_ONCE);
      for (EventRow row : rows) {
        Optional<TaskEvent> event = row.taskEvent();
        if (event.isPresent()) {
          TaskState before = task;
          task = TaskState.evolve(before, event.get(), row.at(), row.version());
          each.accept(new RecordedChange(row, event.get(), Optional.ofNullable(before), task));
        }
      }
    } while (rows.size() == AT_ONCE.max());
    return task;
  }

  static HistoryEntry entry(RecordedChange change, TaskState now, Map<UUID, String> names) {
    EventRow row = change.row();
    return new HistoryEntry(
        row.eventId(),
        row.eventType(),
        row.at(),
        actor(row, names),
        row.version(),
        change.changes(),
        change.isUndoable(now),
        row.undoes());
  }

  private static Actor actor(EventRow row, Map<UUID, String> names) {
    UUID userId = row.actor();
    return Actor.of(userId, userId == null ? null : names.get(userId), row.actorKind());
  }

  private static Set<UUID> actors(List<RecordedChange> changes) {
    return changes.stream()
        .map(change -> change.row().actor())
        .filter(Objects::nonNull)
        .collect(Collectors.toUnmodifiableSet());
  }
}

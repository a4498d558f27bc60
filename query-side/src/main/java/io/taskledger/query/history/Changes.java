package io.taskledger.query.history;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.taskledger.events.task.TaskState;
import io.taskledger.events.user.UserId;
import io.taskledger.query.page.KeyType;
import io.taskledger.query.page.Keyset;
import io.taskledger.query.page.Page;
import io.taskledger.query.page.PageRequest;
import io.taskledger.query.page.Where;
import io.taskledger.query.people.People;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells what a person did, or what others did to the tasks that the person may see. */
@Component
final class Changes {
  static final Keyset NEWEST_FIRST = new Keyset("at", KeyType.TIME, true, false, "event_id");

  private static final String SQL =
      """
      select event_id, stream_id, correlation_id, %s from audit_event
      where topic like 'task.%%' and stream_id in (
          select task_id from task where user_id = :caller or assignee_id = :caller)
        and %s order by %s limit :rows
      """;

  private final JdbcClient jdbc;
  private final History history;
  private final People people;

  Changes(JdbcClient jdbc, History history, People people) {
    this.jdbc = jdbc;
    this.history = history;
    this.people = people;
  }

  /**
   * A change and the task that it happened to.
   *
   * @param title of the task as it is now
   * @param correlationId the same for all that came of one request
   */
  record Change(
      @JsonUnwrapped HistoryEntry entry,
      UUID taskId,
      String title,
      @Nullable String correlationId) {}

  private record Found(UUID eventId, UUID taskId, @Nullable String correlationId) {}

  /**
   * A page of changes, newest first.
   *
   * @param isMine whether those of the caller, or those of everybody else
   * @param since at this moment or later; null for all
   */
  Page<Change> of(UserId caller, boolean isMine, @Nullable Instant since, PageRequest page) {
    var where =
        new Where()
            .and(isMine ? "actor = :caller" : "actor is distinct from :caller")
            .and("at >= :since", "since", since == null ? null : since.atOffset(ZoneOffset.UTC));
    page.after(where);
    Keyset order = page.order();
    List<Page.Row<Found>> rows =
        jdbc.sql(SQL.formatted(order.selected(), where.sql(), order.order()))
            .params(where.parameters())
            .param("caller", caller.value())
            .param("rows", page.rows())
            .query(
                (row, number) ->
                    new Page.Row<>(
                        new Found(
                            row.getObject("event_id", UUID.class),
                            row.getObject("stream_id", UUID.class),
                            row.getString("correlation_id")),
                        order.place(row)))
            .list();
    Map<UUID, Change> changes = read(rows.stream().map(Page.Row::item).toList());
    List<Page.Row<Change>> told = new ArrayList<>();
    for (Page.Row<Found> row : rows) {
      Change change = Objects.requireNonNull(changes.get(row.item().eventId()));
      told.add(new Page.Row<>(change, row.place()));
    }
    return Page.of(told, page);
  }

  /** Each task is gone through once, however many of its events are on the page. */
  private Map<UUID, Change> read(List<Found> found) {
    Map<UUID, Found> wanted =
        found.stream().collect(Collectors.toMap(Found::eventId, each -> each));
    Set<UUID> tasks = found.stream().map(Found::taskId).collect(Collectors.toSet());
    Map<RecordedChange, TaskState> recorded = new HashMap<>();
    Set<UUID> actors = new HashSet<>();
    for (UUID taskId : tasks) {
      List<RecordedChange> ofTask = new ArrayList<>();
      TaskState now =
          history.fold(
              taskId,
              change -> {
                if (wanted.containsKey(change.row().eventId())) {
                  ofTask.add(change);
                }
              });
      for (RecordedChange change : ofTask) {
        recorded.put(change, Objects.requireNonNull(now));
        UUID actor = change.row().actor();
        if (actor != null) {
          actors.add(actor);
        }
      }
    }
    Map<UUID, String> names = people.names(actors);
    Map<UUID, Change> changes = new HashMap<>();
    recorded.forEach(
        (change, now) -> {
          Found each = Objects.requireNonNull(wanted.get(change.row().eventId()));
          changes.put(
              each.eventId(),
              new Change(
                  History.entry(change, now, names),
                  each.taskId(),
                  now.details().title(),
                  each.correlationId()));
        });
    return changes;
  }
}

package io.taskledger.notification.reminder;

import io.taskledger.events.codec.EventJson;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskState;
import io.taskledger.messaging.codec.EventLogContext;
import io.taskledger.notification.Processors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The tasks of which there is nothing to remind: most of them. A task without an armed reminder has
 * no saga, only a row in the table {@code quiet_task}. What happens to these tasks is handled here,
 * a batch at a time: a saga costs several round trips an event.
 */
@Component
public class TasksWithoutReminder {
  private final JdbcTemplate jdbc;

  TasksWithoutReminder(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Handles the events of the tasks that are quiet and stay so.
   *
   * @return the other events of the batch, in their order: those are for the saga, which finds its
   *     task here
   */
  public List<EventMessage<?>> handle(List<? extends EventMessage<?>> batch) {
    Set<UUID> ids =
        batch.stream()
            .map(EventMessage::getPayload)
            .filter(TaskEvent.class::isInstance)
            .map(event -> ((TaskEvent) event).taskId().value())
            .collect(Collectors.toSet());
    // In this order: a saga that ends between the two looks has left its task in the table.
    Set<UUID> left = watched(ids);
    Map<UUID, TaskState> states = find(ids);
    // Sorted, so that two transactions never wait for each other in a ring.
    Map<UUID, TaskState> changed = new TreeMap<>();
    List<EventMessage<?>> others = new ArrayList<>();
    for (EventMessage<?> message : batch) {
      if (!(message.getPayload() instanceof TaskEvent event)) {
        others.add(message);
        continue;
      }
      UUID id = event.taskId().value();
      Optional<TaskState> quiet =
          left.contains(id)
              ? Optional.empty()
              : stillQuiet(states.get(id), event, message.getTimestamp());
      if (quiet.isPresent()) {
        EventLogContext.logHandling(Processors.REMINDERS, message);
        states.put(id, quiet.get());
        changed.put(id, quiet.get());
      } else {
        left.add(id);
        others.add(message);
      }
    }
    write(changed);
    return others;
  }

  /** The state after the event; empty if that is for the saga. */
  private static Optional<TaskState> stillQuiet(
      @Nullable TaskState before, TaskEvent event, Instant at) {
    if (before == null && !(event instanceof TaskCreated)) {
      return Optional.empty();
    }
    TaskState after = ReminderTask.after(before, event, at);
    return ReminderTask.wantedReminders(after).stream().anyMatch(each -> each.liesAhead(at))
        ? Optional.empty()
        : Optional.of(after);
  }

  /** The task as it was last kept; empty for one that never was. */
  public Optional<TaskState> find(TaskId taskId) {
    return Optional.ofNullable(find(Set.of(taskId.value())).get(taskId.value()));
  }

  /** Keeps the task until the next event of it. */
  public void keep(TaskState task) {
    write(Map.of(task.taskId().value(), task));
  }

  private Set<UUID> watched(Collection<UUID> tasks) {
    return new HashSet<>(
        jdbc.queryForList(
            """
            select association_value::uuid from association_value_entry
            where association_key = 'taskId' and association_value = any(?)
            """,
            UUID.class,
            (Object) tasks.stream().map(UUID::toString).toArray(String[]::new)));
  }

  private Map<UUID, TaskState> find(Collection<UUID> tasks) {
    Map<UUID, TaskState> states = new HashMap<>();
    jdbc.query(
        "select task_id, state from quiet_task where task_id = any(?)",
        found -> {
          states.put(
              found.getObject(1, UUID.class),
              EventJson.mapper().readValue(found.getString(2), TaskState.class));
        },
        (Object) tasks.toArray(UUID[]::new));
    return states;
  }

  private void write(Map<UUID, TaskState> tasks) {
    if (tasks.isEmpty()) {
      return;
    }
    jdbc.update(
        """
        insert into quiet_task (task_id, state)
        select * from unnest(?::uuid[], ?::text[])
        on conflict (task_id) do update set state = excluded.state
        """,
        tasks.keySet().toArray(UUID[]::new),
        tasks.values().stream().map(EventJson.mapper()::writeValueAsString).toArray(String[]::new));
  }
}

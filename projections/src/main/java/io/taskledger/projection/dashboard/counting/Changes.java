package io.taskledger.projection.dashboard.counting;

import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.user.UserId;
import io.taskledger.projection.batch.EventContext;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What some events change in the dashboards. Pure: from what is, and what happened, to what is to
 * be written.
 *
 * @param contributions the contributions that are new or different
 * @param users what changes for each user
 */
public record Changes(Map<UUID, Contribution> contributions, Map<UserId, OfUser> users) {
  /**
   * What changes for one user.
   *
   * @param counts how much is to be added to each count
   * @param due new scores, {@code null} for those that leave the set
   * @param completed as {@code due}
   */
  public record OfUser(
      Map<String, Integer> counts,
      Map<UUID, @Nullable Long> due,
      Map<UUID, @Nullable Long> completed) {
    OfUser() {
      this(new HashMap<>(), new HashMap<>(), new HashMap<>());
    }
  }

  /**
   * The changes by these events.
   *
   * @param before the contributions so far
   * @param events those of a task in version order
   */
  public static Changes of(
      Map<UUID, Contribution> before, Collection<EventContext<TaskEvent>> events) {
    return between(before, fold(before, events));
  }

  /** The contributions of the tasks of these events, after them. */
  public static Map<UUID, Contribution> fold(
      Map<UUID, Contribution> before, Collection<EventContext<TaskEvent>> events) {
    Map<UUID, Contribution> after = new LinkedHashMap<>();
    for (EventContext<TaskEvent> each : events) {
      UUID task = each.event().streamId();
      Contribution current = after.containsKey(task) ? after.get(task) : before.get(task);
      after.put(task, Contribution.evolve(current, each.event(), each.at(), each.version()));
    }
    return after;
  }

  /** The changes from some contributions to those of the same tasks later. */
  public static Changes between(Map<UUID, Contribution> before, Map<UUID, Contribution> after) {
    Map<UUID, Contribution> different = new LinkedHashMap<>(after);
    different.entrySet().removeIf(each -> each.getValue().equals(before.get(each.getKey())));
    var changes = new Changes(different, new HashMap<>());
    different.forEach((task, contribution) -> changes.add(task, before.get(task), contribution));
    return changes;
  }

  private void add(UUID task, @Nullable Contribution before, Contribution after) {
    if (before != null) {
      for (UserId user : before.seenBy()) {
        count(user, before, -1);
        leave(user, task, before);
      }
    }
    for (UserId user : after.seenBy()) {
      count(user, after, 1);
      enter(user, task, after);
    }
  }

  private void count(UserId user, Contribution task, int by) {
    Map<String, Integer> counts = of(user).counts();
    counts.merge("status:" + task.status().text(), by, Integer::sum);
    counts.merge("priority:" + task.priority(), by, Integer::sum);
  }

  private void leave(UserId user, UUID task, Contribution before) {
    set(user, OfUser::due, task, before.openUntil() != null, null);
    set(user, OfUser::completed, task, before.completedAt() != null, null);
  }

  private void enter(UserId user, UUID task, Contribution after) {
    set(user, OfUser::due, task, after.openUntil() != null, after.openUntil());
    set(user, OfUser::completed, task, after.completedAt() != null, after.completedAt());
  }

  private void set(
      UserId user,
      Function<OfUser, Map<UUID, @Nullable Long>> set,
      UUID task,
      boolean concerned,
      @Nullable Long score) {
    if (concerned) {
      set.apply(of(user)).put(task, score);
    }
  }

  private OfUser of(UserId user) {
    return users.computeIfAbsent(user, ignored -> new OfUser());
  }
}

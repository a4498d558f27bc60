package io.taskledger.projection.dashboard.redis;

import io.taskledger.events.codec.EventJson;
import io.taskledger.projection.dashboard.counting.Changes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes as commands for Redis. */
final class Commands {
  /** Longer than the 30 days that a dashboard shows, in any time zone. */
  static final Duration COMPLETED_KEPT = Duration.ofDays(32);

  // Lua passes a command's arguments on its stack, which has room for some thousand.
  private static final int PAIRS_IN_ONE = 500;

  private final DashboardKeys keys;
  private final Clock clock;

  Commands(DashboardKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** The commands that bring Redis to where the changes lead. */
  List<List<String>> of(Changes changes) {
    List<List<String>> commands = new ArrayList<>();
    List<String> contributions = new ArrayList<>();
    changes
        .contributions()
        .forEach(
            (task, contribution) -> {
              contributions.add(keys.task(task));
              contributions.add(EventJson.mapper().writeValueAsString(contribution));
            });
    addAll(commands, List.of("MSET"), contributions);
    changes
        .users()
        .forEach(
            (user, change) -> {
              count(commands, keys.counts(user), change.counts());
              score(commands, keys.due(user), change.due());
              if (score(commands, keys.completed(user), change.completed())) {
                trim(commands, keys.completed(user));
              }
            });
    return commands;
  }

  private static void count(List<List<String>> commands, String key, Map<String, Integer> counts) {
    counts.forEach(
        (field, by) -> {
          if (by != 0) {
            commands.add(List.of("HINCRBY", key, field, by.toString()));
          }
        });
  }

  private static boolean score(
      List<List<String>> commands, String key, Map<UUID, @Nullable Long> scores) {
    List<String> entering = new ArrayList<>();
    List<String> leaving = new ArrayList<>();
    scores.forEach(
        (task, score) -> {
          if (score == null) {
            leaving.add(task.toString());
          } else {
            entering.add(score.toString());
            entering.add(task.toString());
          }
        });
    addAll(commands, List.of("ZREM", key), leaving);
    addAll(commands, List.of("ZADD", key), entering);
    return !entering.isEmpty();
  }

  /**
   * What is too old to be shown goes, whenever something is added; what leaves later finds nothing
   * to remove.
   */
  private void trim(List<List<String>> commands, String key) {
    long oldest = clock.instant().minus(COMPLETED_KEPT).toEpochMilli();
    commands.add(List.of("ZREMRANGEBYSCORE", key, "-inf", "(" + oldest));
  }

  private static void addAll(
      List<List<String>> commands, List<String> command, List<String> arguments) {
    for (int from = 0; from < arguments.size(); from += 2 * PAIRS_IN_ONE) {
      List<String> one = new ArrayList<>(command);
      one.addAll(arguments.subList(from, Math.min(from + 2 * PAIRS_IN_ONE, arguments.size())));
      commands.add(one);
    }
  }
}

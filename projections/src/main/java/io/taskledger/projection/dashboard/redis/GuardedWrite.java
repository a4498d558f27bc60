package io.taskledger.projection.dashboard.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.UnifiedJedis;

/**
 * Commands that Redis runs together, and only while some values are what they were when the
 * commands were made.
 */
final class GuardedWrite {
  private static final String SCRIPT =
      """
      -- ARGV: how many guards; for each key, field (or '') and expected value ('' for none);
      -- then for each command how many words, and the words.
      local at = 2
      for _ = 1, tonumber(ARGV[1]) do
        local key, field, expected = ARGV[at], ARGV[at + 1], ARGV[at + 2]
        local found
        if field == '' then
          found = redis.call('GET', key)
        else
          found = redis.call('HGET', key, field)
        end
        if (found or '') ~= expected then
          return 0
        end
        at = at + 3
      end
      while at <= #ARGV do
        local words = tonumber(ARGV[at])
        redis.call(unpack(ARGV, at + 1, at + words))
        at = at + 1 + words
      end
      return 1
      """;

  private final List<String> guards = new ArrayList<>();
  private final List<String> commands = new ArrayList<>();
  private int guardCount;

  /** Only while this key has this value; {@code ""} for none. */
  GuardedWrite whileKey(String key, String expected) {
    return whileField(key, "", expected);
  }

  /** Only while this field of a hash has this value; {@code ""} for none. */
  GuardedWrite whileField(String key, String field, String expected) {
    guards.addAll(List.of(key, field, expected));
    guardCount++;
    return this;
  }

  /** One more command. */
  GuardedWrite run(String... words) {
    return run(List.of(words));
  }

  /** One more command. */
  GuardedWrite run(List<String> words) {
    commands.add(Integer.toString(words.size()));
    commands.addAll(words);
    return this;
  }

  /** Sets a field of a hash for each entry. */
  GuardedWrite runSet(String key, Map<Integer, Long> fields) {
    fields.forEach((field, value) -> run("HSET", key, field.toString(), value.toString()));
    return this;
  }

  /** Whether the guards held and all commands were run; otherwise none was. */
  boolean send(UnifiedJedis redis) {
    List<String> arguments = new ArrayList<>(1 + guards.size() + commands.size());
    arguments.add(Integer.toString(guardCount));
    arguments.addAll(guards);
    arguments.addAll(commands);
    return Long.valueOf(1).equals(redis.eval(SCRIPT, List.of(), arguments));
  }
}

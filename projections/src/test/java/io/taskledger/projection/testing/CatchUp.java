package io.taskledger.projection.testing;

import io.taskledger.events.task.Priority;
import io.taskledger.events.task.ReminderOffset;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskCompleted;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskDetails;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskUpdated;
import io.taskledger.events.user.UserId;
import io.taskledger.messaging.codec.KafkaCodec;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Measures what it costs a projection to catch up with records as Kafka delivers them, from reading
 * the JSON to the commit, also in CPU time, because the machine may be busy with other things. Run
 * a {@code main} of the slices' {@code …CatchUp} classes. Each task is created, changed and
 * completed, a thousand tasks apart.
 */
public final class CatchUp {
  private static final int APART = 1_000;
  private static final int POLL = 1_000;
  private static final int FETCH = 2_500;
  private static final long NANOS_A_TICK = 10_000_000;

  private CatchUp() {}

  /** The records of so many tasks, three a task, in the order of the store. */
  public static List<ProducerRecord<String, byte[]>> records(int tasks) {
    List<UserId> users =
        IntStream.range(0, 1_000).mapToObj(ignored -> new UserId(UUID.randomUUID())).toList();
    List<TaskId> ids =
        IntStream.range(0, tasks).mapToObj(ignored -> new TaskId(UUID.randomUUID())).toList();
    Story story = new Story();
    for (int step = 0; step < tasks + 2 * APART; step++) {
      Instant at = Instant.ofEpochSecond(1_795_000_000L + step);
      if (step < tasks) {
        story.then(TaskCreated.of(users.get(step % 1_000), ids.get(step), details(step)), at);
      }
      int changed = step - APART;
      if (changed >= 0 && changed < tasks) {
        var high = TaskChanges.of(TaskField.PRIORITY, Priority.HIGH);
        var low = TaskChanges.of(TaskField.PRIORITY, Priority.LOW);
        story.then(new TaskUpdated(users.get(changed % 1_000), ids.get(changed), high, low), at);
      }
      int done = step - 2 * APART;
      if (done >= 0) {
        story.then(new TaskCompleted(users.get(done % 1_000), ids.get(done), at, 5), at);
      }
    }
    return story.records();
  }

  /**
   * The polls of a consumer that is far behind: what it fetched of one partition, then of the next.
   */
  public static List<List<ProducerRecord<String, byte[]>>> polls(
      List<ProducerRecord<String, byte[]>> records) {
    Map<String, Deque<ProducerRecord<String, byte[]>>> partitions = new TreeMap<>();
    for (var each : records) {
      String partition = each.topic() + Math.floorMod(each.key().hashCode(), 3);
      partitions.computeIfAbsent(partition, ignored -> new ArrayDeque<>()).add(each);
    }
    List<List<ProducerRecord<String, byte[]>>> polls = new ArrayList<>();
    while (partitions.values().stream().anyMatch(queue -> !queue.isEmpty())) {
      for (var queue : partitions.values()) {
        List<ProducerRecord<String, byte[]>> fetched = take(queue, FETCH);
        for (int from = 0; from < fetched.size(); from += POLL) {
          polls.add(fetched.subList(from, Math.min(from + POLL, fetched.size())));
        }
      }
    }
    return polls;
  }

  /** The polls of a consumer that keeps up: the order of the store. */
  public static List<List<ProducerRecord<String, byte[]>>> inOrder(
      List<ProducerRecord<String, byte[]>> records) {
    Deque<ProducerRecord<String, byte[]>> queue = new ArrayDeque<>(records);
    List<List<ProducerRecord<String, byte[]>>> polls = new ArrayList<>();
    while (!queue.isEmpty()) {
      polls.add(take(queue, POLL));
    }
    return polls;
  }

  /**
   * Applies the polls; prints events per second, and CPU microseconds an event here and in
   * PostgreSQL.
   */
  public static void run(
      String what,
      ByHand projection,
      ProjectionsDatabase database,
      List<List<ProducerRecord<String, byte[]>>> polls) {
    long events = polls.stream().mapToLong(List::size).sum();
    var threads = ManagementFactory.getThreadMXBean();
    long cpu = threads.getCurrentThreadCpuTime();
    long databaseCpu = databaseCpu(database);
    long start = System.nanoTime();
    for (var poll : polls) {
      projection.apply(
          poll.stream()
              .map(
                  each ->
                      ReceivedEvent.of(
                          each.topic(), KafkaCodec.texts(each.headers()), each.value()))
              .toList());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%s: %d events, %.0f/s; CPU per event %.1f us here, %.1f us in PostgreSQL%n",
        what,
        events,
        events / seconds,
        (threads.getCurrentThreadCpuTime() - cpu) / 1e3 / events,
        (databaseCpu(database) - databaseCpu) / 1e3 / events);
  }

  private static long databaseCpu(ProjectionsDatabase database) {
    long nanos = 0;
    for (int process :
        database
            .jdbc()
            .queryForList(
                "select pid from pg_stat_activity where datname = current_database()",
                Integer.class)) {
      try {
        String[] stat =
            Files.readString(Path.of("/proc/" + process + "/stat")).split("\\) ")[1].split(" ");
        nanos += (Long.parseLong(stat[11]) + Long.parseLong(stat[12])) * NANOS_A_TICK;
      } catch (IOException ended) {
        System.out.println("process " + process + " has ended");
      }
    }
    return nanos;
  }

  private static List<ProducerRecord<String, byte[]>> take(
      Deque<ProducerRecord<String, byte[]>> queue, int atMost) {
    List<ProducerRecord<String, byte[]>> taken = new ArrayList<>();
    while (taken.size() < atMost && !queue.isEmpty()) {
      taken.add(queue.remove());
    }
    return taken;
  }

  private static TaskDetails details(int number) {
    return new TaskDetails(
        "Write chapter " + number + " of the quarterly report",
        "Collect the figures from the departments and write the summary of what has changed",
        Priority.LOW,
        Status.PENDING,
        Instant.ofEpochSecond(1_799_000_000L + number),
        null,
        "work",
        List.of("report", "q" + number % 4),
        null,
        null,
        null,
        List.of(ReminderOffset.parse("PT1H")));
  }
}

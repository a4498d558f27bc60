package io.taskledger.verification.bench.phase;

import io.taskledger.verification.bench.load.ClosedLoop;
import io.taskledger.verification.bench.load.LoadRound;
import io.taskledger.verification.bench.load.NewTasks;
import io.taskledger.verification.bench.load.Person;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** A person with 10,000 tasks who looks at them. */
public record Reader(Person person, List<String> taskIds, List<byte[]> oneTask, byte[] firstPage) {
  private static final int TASKS = 10_000;
  private static final int LOOKED_AT = 1_000;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Lets the person create the tasks by way of the interface. */
  public static Reader withTasks(Load load, Person person)
      throws InterruptedException, ExecutionException, SQLException {
    var created = new AtomicInteger();
    var tasks = new NewTasks(List.of(person));
    LoadRound round =
        load.create(
            "COMMAND", LIMIT, () -> created.incrementAndGet() > TASKS ? null : tasks.next());
    load.rest();
    List<String> ids = new ArrayList<>();
    try (Connection connection = load.system().database();
        PreparedStatement select =
            connection.prepareStatement(
                "select task_id from projections.task where user_id = ? order by random() limit"
                    + " ?")) {
      select.setObject(1, UUID.fromString(person.userId()));
      select.setInt(2, LOOKED_AT);
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          ids.add(found.getString(1));
        }
      }
    }
    if (ids.isEmpty()) {
      throw new IllegalStateException(
          round.count() + " tasks were created, but none is in the view");
    }
    return new Reader(
        person,
        ids,
        ids.stream().map(id -> person.get("/api/tasks/" + id)).toList(),
        person.get("/api/tasks?limit=50"));
  }

  ClosedLoop.Requests tasks() {
    return () -> oneTask.get(ThreadLocalRandom.current().nextInt(oneTask.size()));
  }

  ClosedLoop.Requests pages() {
    return () -> firstPage;
  }
}

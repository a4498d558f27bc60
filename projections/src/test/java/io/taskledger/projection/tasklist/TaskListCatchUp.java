package io.taskledger.projection.tasklist;

import io.taskledger.projection.rebuild.Rebuilding;
import io.taskledger.projection.testing.ByHand;
import io.taskledger.projection.testing.CatchUp;
import io.taskledger.projection.testing.EventStreamServer;
import io.taskledger.projection.testing.ProjectionsDatabase;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Measures the task list; arguments: number of tasks, and perhaps SQL that changes the tables
 * first.
 */
final class TaskListCatchUp {
  private TaskListCatchUp() {}

  public static void main(String[] arguments) {
    var records = CatchUp.records(Integer.parseInt(arguments[0]));
    for (int run = 0; run < 3; run++) {
      measure("task-list, keeping up", CatchUp.inOrder(records), arguments);
      measure("task-list, far behind", CatchUp.polls(records), arguments);
    }
    System.exit(0);
  }

  private static void measure(
      String what, List<List<ProducerRecord<String, byte[]>>> polls, String[] arguments) {
    // A new database each time: plans made for a table that was just emptied are none for a full
    // one.
    try (var database = ProjectionsDatabase.migrated();
        var feed = new EventStreamServer()) {
      var table = new TaskTable(database.jdbc());
      var taskList = new TaskListProjection(table);
      new Rebuilding(database, feed.client(), taskList).work();
      Arrays.stream(arguments).skip(1).forEach(database.jdbc()::execute);
      var projection = new ByHand(taskList, new TaskListProjector(table), database);
      CatchUp.run(what, projection, database, polls);
    }
  }
}

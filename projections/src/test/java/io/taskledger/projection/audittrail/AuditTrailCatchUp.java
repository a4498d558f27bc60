package io.taskledger.projection.audittrail;

import io.taskledger.projection.rebuild.Rebuilding;
import io.taskledger.projection.testing.ByHand;
import io.taskledger.projection.testing.CatchUp;
import io.taskledger.projection.testing.EventStreamServer;
import io.taskledger.projection.testing.ProjectionsDatabase;

/** Measures the audit trail; argument: number of tasks. */
final class AuditTrailCatchUp {
  private AuditTrailCatchUp() {}

  public static void main(String[] arguments) {
    var records = CatchUp.records(Integer.parseInt(arguments[0]));
    try (var database = ProjectionsDatabase.migrated();
        var feed = new EventStreamServer()) {
      var table = new AuditTable(database.jdbc());
      var auditTrail = new AuditTrailProjection(table, database.jdbc());
      var rebuilding = new Rebuilding(database, feed.client(), auditTrail);
      var projection = new ByHand(auditTrail, new AuditTrailProjector(table), database);
      for (int run = 0; run < 3; run++) {
        database.empty();
        rebuilding.work();
        CatchUp.run("audit-trail, keeping up", projection, database, CatchUp.inOrder(records));
      }
    }
    System.exit(0);
  }
}

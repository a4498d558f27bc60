package io.taskledger.projection.dashboard;

import io.taskledger.projection.testing.CatchUp;

/** Measures the dashboards; argument: number of tasks. */
final class DashboardCatchUp {
  private DashboardCatchUp() {}

  public static void main(String[] arguments) {
    var records = CatchUp.records(Integer.parseInt(arguments[0]));
    try (var house = new DashboardHouse()) {
      for (int run = 0; run < 3; run++) {
        house.begin();
        CatchUp.run(
            "dashboard, keeping up", house.dashboard, house.database, CatchUp.inOrder(records));
      }
    }
    System.exit(0);
  }
}

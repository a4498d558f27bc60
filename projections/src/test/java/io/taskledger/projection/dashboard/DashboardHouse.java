package io.taskledger.projection.dashboard;

import io.taskledger.projection.testing.ByHand;
import io.taskledger.projection.testing.FeedServer;
import io.taskledger.projection.testing.ProjectionsDatabase;
import io.taskledger.projection.testing.RandomStory;
import io.taskledger.servers.TestServers;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import redis.clients.jedis.RedisClient;

/** The dashboard with its stores and a feed, driven by hand. */
final class DashboardHouse implements AutoCloseable {
  private static final AtomicInteger GENERATIONS = new AtomicInteger(1000);

  final ProjectionsDatabase database = ProjectionsDatabase.migrated();
  final FeedServer feed = new FeedServer();
  final DashboardKeys keys = new DashboardKeys(GENERATIONS.incrementAndGet());
  final RedisClient redis =
      new RedisSettings(
              URI.create("redis://localhost:" + TestServers.redis().port()),
              Duration.ofSeconds(2),
              Duration.ofSeconds(10))
          .client();
  final RepairRequests requests = new RepairRequests();
  final DashboardStore store = new DashboardStore(redis, keys);
  final DashboardReader reader = new DashboardReader(redis, keys, database);
  final DashboardRepair repair;
  final ByHand dashboard;

  DashboardHouse() {
    var ledger = new DashboardLedger(database.jdbc());
    var commands =
        new Commands(keys, Clock.fixed(RandomStory.BEGIN.plusSeconds(3_600), ZoneOffset.UTC));
    repair =
        new DashboardRepair(
            store, ledger, commands, feed.client(), requests, database.transactions());
    dashboard =
        new ByHand(
            DashboardProjector.NAME,
            new DashboardProjector(new DashboardWriter(store, ledger, commands, requests)),
            database);
  }

  /** As it is when the service has started for the first time. */
  void begin() {
    database.empty();
    redis.flushAll();
    repair.repair(false);
  }

  @Override
  public void close() {
    redis.close();
    feed.close();
    database.close();
  }
}

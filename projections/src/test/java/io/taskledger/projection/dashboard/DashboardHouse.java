package io.taskledger.projection.dashboard;

import io.taskledger.devservers.TestServers;
import io.taskledger.projection.dashboard.redis.DashboardKeys;
import io.taskledger.projection.generation.Projection;
import io.taskledger.projection.rebuild.Rebuilding;
import io.taskledger.projection.testing.ByHand;
import io.taskledger.projection.testing.EventStreamServer;
import io.taskledger.projection.testing.ProjectionsDatabase;
import io.taskledger.projection.testing.RandomStory;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import redis.clients.jedis.RedisClient;

/** The dashboard with its stores and a feed, driven by hand. */
final class DashboardHouse implements AutoCloseable {
  final ProjectionsDatabase database = ProjectionsDatabase.migrated();
  final EventStreamServer feed = new EventStreamServer();
  final RedisClient redis =
      new RedisSettings(
              URI.create(TestServers.redis().uri()), Duration.ofSeconds(2), Duration.ofSeconds(10))
          .client();
  final RepairRequests requests = new RepairRequests();
  final Projection projection;
  final Rebuilding rebuilding;
  final DashboardWatch watch;
  final ByHand dashboard;

  DashboardHouse() {
    var ledger = new DashboardLedger(database.jdbc());
    var clock = Clock.fixed(RandomStory.BEGIN.plusSeconds(3_600), ZoneOffset.UTC);
    var ofDashboard = new DashboardProjection(redis, ledger, clock);
    projection = ofDashboard;
    rebuilding = new Rebuilding(database, feed.client(), projection);
    watch =
        new DashboardWatch(
            redis, ledger, rebuilding.generations(), ofDashboard, rebuilding.requests(), requests);
    dashboard =
        new ByHand(
            projection,
            new DashboardProjector(new DashboardWriter(redis, ledger, clock, requests)),
            database);
  }

  /** As it is when the service has started for the first time, and nothing has happened yet. */
  void begin() {
    database.empty();
    redis.flushAll();
    feed.comeBack();
    feed.upTo(0);
    rebuilding.work();
  }

  /** Where the live generation lies. */
  DashboardKeys keys() {
    return new DashboardKeys(rebuilding.live(projection).schema());
  }

  DashboardReader reader() {
    return new DashboardReader(redis, keys(), database);
  }

  /** Looks whether something is lost, and makes it again. */
  void mend() {
    watch.look(false);
    rebuilding.work();
  }

  /** Has it made again in any case. */
  void makeAgain() {
    watch.look(true);
    rebuilding.work();
  }

  @Override
  public void close() {
    redis.close();
    feed.close();
    database.close();
  }
}

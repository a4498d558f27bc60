package io.taskledger.projection.rebuild;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.events.feed.EventFeed;
import io.taskledger.events.kafka.KafkaSettings;
import io.taskledger.events.ordered.OrderedSources;
import io.taskledger.projection.generation.Blueprint;
import io.taskledger.projection.generation.Generation;
import io.taskledger.projection.generation.Generations;
import io.taskledger.projection.generation.Projection;
import io.taskledger.projection.rebuild.Rebuild.Purpose;
import io.taskledger.projection.rebuild.Rebuild.State;
import io.taskledger.projection.testing.ProjectionsDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What makes generations, without a thread of its own: the test says when it works. */
public final class Rebuilding {
  final Generations generations;
  final Rebuilds rebuilds;
  final RebuildRequests requests;
  final RebuildWorker worker;

  /** A process of its own: it knows nothing of others over the same database. */
  public Rebuilding(
      ProjectionsDatabase database, EventFeed feed, double memoryShare, Projection... projections) {
    var jdbc = database.jdbc();
    var transactions = database.transactions();
    generations = new Generations(JdbcClient.create(database.dataSource()));
    rebuilds = new Rebuilds(JdbcClient.create(database.dataSource()));
    var blueprint = new Blueprint(jdbc, generations, "projections");
    requests =
        new RebuildRequests(
            List.of(projections), generations, rebuilds, Clock.systemUTC(), transactions);
    var sources =
        new OrderedSources(
            new KafkaSettings("not-used:1", Map.of()),
            database.dataSource(),
            transactions,
            new SimpleMeterRegistry());
    var catchUp = new CatchUp(feed, generations, sources, transactions);
    worker =
        new RebuildWorker(
            List.of(projections),
            requests,
            rebuilds,
            generations,
            blueprint,
            new WorkLock(database.dataSource()),
            new Load(
                feed,
                generations,
                blueprint,
                new LoadedVersions(jdbc),
                sources,
                transactions,
                memoryShare,
                Duration.ZERO),
            catchUp,
            new Switching(generations, blueprint, catchUp, rebuilds, jdbc, transactions));
  }

  /** As {@link #Rebuilding(ProjectionsDatabase, EventFeed, double, Projection...)}. */
  public Rebuilding(ProjectionsDatabase database, EventFeed feed, Projection... projections) {
    this(database, feed, 0.5, projections);
  }

  public RebuildRequests requests() {
    return requests;
  }

  public Generations generations() {
    return generations;
  }

  /** Makes what is missing, and works on what was asked for. */
  public void work() {
    worker.workOnce();
  }

  /** Asks for a new generation, and makes it. */
  public State rebuild(Projection projection) {
    Rebuild rebuild = requests.ofNewGeneration(projection, Purpose.SWITCH);
    worker.workOnce();
    return rebuilds.find(rebuild.id()).orElseThrow().state();
  }

  /** The generation that readers see. */
  public Generation live(Projection projection) {
    return generations.live(projection.name()).orElseThrow();
  }
}

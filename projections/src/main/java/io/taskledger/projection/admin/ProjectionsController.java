package io.taskledger.projection.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskledger.projection.generation.Generation;
import io.taskledger.projection.generation.Generations;
import io.taskledger.projection.generation.Projection;
import io.taskledger.projection.rebuild.Rebuild;
import io.taskledger.projection.rebuild.Rebuilds;
import io.taskledger.web.Caller;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Every projection at a glance. */
@RestController
class ProjectionsController {
  private final List<Projection> projections;
  private final Generations generations;
  private final Rebuilds rebuilds;
  private final GroupLag lag;
  private final JdbcTemplate jdbc;

  ProjectionsController(
      List<Projection> projections,
      Generations generations,
      Rebuilds rebuilds,
      GroupLag lag,
      JdbcTemplate jdbc) {
    this.projections = projections.stream().sorted(Comparator.comparing(Projection::name)).toList();
    this.generations = generations;
    this.rebuilds = rebuilds;
    this.lag = lag;
    this.jdbc = jdbc;
  }

  record Items(List<Item> items) {}

  /**
   * A projection.
   *
   * @param state {@code live}; {@code rebuilding}: live, and a new generation is being made; {@code
   *     building}: readers have to wait for the first one
   * @param lagEvents records on its topics that it has not applied; absent while Kafka is away
   * @param lagMs how long ago the first of them happened
   * @param deadLetters events that were refused and can be retried
   * @param generation the live one
   * @param kept the one to which there is a way back
   * @param rebuild the last rebuild, also one that has ended
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Item(
      String name,
      String store,
      String state,
      @Nullable Long lagEvents,
      @Nullable Long lagMs,
      long deadLetters,
      @Nullable Integer generation,
      int shape,
      @Nullable Integer kept,
      @Nullable RebuildAnswer rebuild) {}

  @GetMapping("/api/projections")
  Items list(Caller caller) {
    caller.requireAdmin();
    Map<String, GroupLag.Lag> lags = lag.of(projections.stream().map(Projection::name).toList());
    List<Generation> existing = generations.existing();
    List<Rebuild> latest = rebuilds.latest();
    return new Items(
        projections.stream()
            .map(each -> item(each, existing, latest, lags.get(each.name())))
            .toList());
  }

  private Item item(
      Projection projection,
      List<Generation> existing,
      List<Rebuild> latest,
      GroupLag.@Nullable Lag behind) {
    Generation live = find(projection, existing, Generation.State.LIVE);
    Generation kept = find(projection, existing, Generation.State.KEPT);
    Rebuild rebuild =
        latest.stream()
            .filter(each -> each.projection().equals(projection.name()))
            .findFirst()
            .orElse(null);
    boolean making = rebuild != null && rebuild.isOpen();
    return new Item(
        projection.name(),
        projection.outline().store(),
        live == null ? "building" : making ? "rebuilding" : "live",
        behind == null ? null : behind.events(),
        behind == null ? null : behind.millis(),
        live == null ? 0 : deadLetters(live),
        live == null ? null : live.number(),
        live == null ? projection.shape() : live.shape(),
        kept == null ? null : kept.number(),
        rebuild == null ? null : RebuildAnswer.of(rebuild));
  }

  private static @Nullable Generation find(
      Projection projection, List<Generation> existing, Generation.State state) {
    return existing.stream()
        .filter(each -> each.projection().equals(projection.name()) && each.state() == state)
        .findFirst()
        .orElse(null);
  }

  private long deadLetters(Generation live) {
    Long count =
        jdbc.queryForObject(
            "select count(*) from %s.dead_letter where discarded_at is null"
                .formatted(live.schema()),
            Long.class);
    return count == null ? 0 : count;
  }
}

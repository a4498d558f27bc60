package io.taskledger.projection.admin;

import io.taskledger.projection.generation.Generation;
import io.taskledger.projection.generation.Generations;
import io.taskledger.projection.generation.Projection;
import io.taskledger.projection.rebuild.Rebuild;
import io.taskledger.projection.rebuild.Rebuild.Purpose;
import io.taskledger.projection.rebuild.RebuildRequests;
import io.taskledger.projection.rebuild.Rebuilds;
import io.taskledger.web.Caller;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Rebuilds are asked for, watched and cancelled. */
@RestController
@RequestMapping("/api/projections/{name}")
class RebuildController {
  private final List<Projection> projections;
  private final RebuildRequests requests;
  private final Rebuilds rebuilds;
  private final Generations generations;
  private final ProgressStream stream;

  RebuildController(
      List<Projection> projections,
      RebuildRequests requests,
      Rebuilds rebuilds,
      Generations generations,
      ProgressStream stream) {
    this.projections = projections;
    this.requests = requests;
    this.rebuilds = rebuilds;
    this.generations = generations;
    this.stream = stream;
  }

  /**
   * What is wanted, if not simply a new generation.
   *
   * @param compare only compare a new generation with the live one, and drop it
   * @param generation go back to this one, which was kept
   */
  record Wanted(@Nullable Boolean compare, @Nullable Integer generation) {}

  @PostMapping("/rebuild")
  ResponseEntity<RebuildAnswer> rebuild(
      @PathVariable String name,
      @RequestBody(required = false) @Nullable Wanted wanted,
      Caller caller) {
    caller.requireAdmin();
    Projection projection = projection(name);
    try {
      Rebuild rebuild = request(projection, wanted);
      return ResponseEntity.accepted()
          .location(URI.create("/api/projections/%s/rebuilds/%s".formatted(name, rebuild.id())))
          .body(RebuildAnswer.of(rebuild));
    } catch (DuplicateKeyException underWay) {
      throw ProblemException.of(
          ErrorCode.REBUILD_RUNNING,
          "Wait until it has ended, or cancel it: GET /api/projections.");
    }
  }

  private Rebuild request(Projection projection, @Nullable Wanted wanted) {
    if (wanted != null && wanted.generation() != null) {
      return requests.ofKept(
          generations
              .find(projection.name(), wanted.generation())
              .filter(each -> each.state() == Generation.State.KEPT)
              .orElseThrow(
                  () ->
                      ProblemException.of(
                          ErrorCode.GENERATION_NOT_FOUND,
                          "GET /api/projections tells which generation is kept.")));
    }
    boolean compare = wanted != null && Boolean.TRUE.equals(wanted.compare());
    return requests.ofNewGeneration(projection, compare ? Purpose.COMPARE : Purpose.SWITCH);
  }

  @GetMapping("/rebuilds/{id}")
  RebuildAnswer read(@PathVariable String name, @PathVariable String id, Caller caller) {
    caller.requireAdmin();
    return RebuildAnswer.of(find(name, id));
  }

  @GetMapping(path = "/rebuilds/{id}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter watch(@PathVariable String name, @PathVariable String id, Caller caller) {
    caller.requireAdmin();
    return stream.of(find(name, id));
  }

  @DeleteMapping("/rebuilds/{id}")
  ResponseEntity<Void> cancel(@PathVariable String name, @PathVariable String id, Caller caller) {
    caller.requireAdmin();
    if (!rebuilds.cancel(find(name, id).id())) {
      throw ProblemException.of(ErrorCode.REBUILD_ENDED, "There is nothing left to cancel.");
    }
    return ResponseEntity.accepted().build();
  }

  private Projection projection(String name) {
    return projections.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.of(
                    ErrorCode.PROJECTION_NOT_FOUND, "GET /api/projections tells which there are."));
  }

  private Rebuild find(String name, String id) {
    try {
      return rebuilds
          .find(UUID.fromString(id))
          .filter(rebuild -> rebuild.projection().equals(name))
          .orElseThrow(RebuildController::notFound);
    } catch (IllegalArgumentException noUuid) {
      throw notFound();
    }
  }

  private static ProblemException notFound() {
    return ProblemException.of(
        ErrorCode.REBUILD_NOT_FOUND, "Look at the id and at the projection's name.");
  }
}

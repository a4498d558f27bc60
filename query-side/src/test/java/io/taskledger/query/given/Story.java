package io.taskledger.query.given;

import java.time.Instant;
import org.springframework.boot.test.context.TestComponent;

/** What happens to tasks: first in the store, and some time later in the view. */
@TestComponent
public final class Story {
  private static final Instant BEGIN = Instant.parse("2026-03-18T10:00:00Z");

  private final EventStreamServer feed = EventStreamServer.started();
  private final Views views;

  public Story(Views views) {
    this.views = views;
  }

  /** An event that has happened: what makes of its task, and where it stands. */
  public record Happened(TaskInView task, long position, Instant at) {
    /** The task and its version, as {@link EventStream.Event#what()} tells them. */
    public String what() {
      return task.id() + " " + task.version();
    }
  }

  /** The task changes to this. */
  public Happened happens(TaskInView task) {
    long version = task.version();
    Instant at = BEGIN.plusSeconds(version);
    return new Happened(task, feed.append(task.id(), version, at), at);
  }

  /** The view gets it. */
  public void isApplied(Happened happened) {
    views.addVersion(happened.task(), happened.position(), happened.at());
    views.applied("task-versions", happened.task().id(), happened.task().version());
    views.announce("task-versions");
  }

  /** The task changes to this, and the view gets it. */
  public Happened isSeen(TaskInView task) {
    Happened happened = happens(task);
    isApplied(happened);
    return happened;
  }
}

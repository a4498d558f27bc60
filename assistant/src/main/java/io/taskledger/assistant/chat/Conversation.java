package io.taskledger.assistant.chat;

import io.taskledger.assistant.chat.Reply.Action;
import io.taskledger.web.PositionTokens;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/** What a conversation remembers: the last answer, what waits for a yes, and what was done. */
final class Conversation {
  /**
   * A command, at the version that was shown.
   *
   * @param kind of the action
   */
  record Command(String kind, Found task, HttpMethod method, String path, @Nullable Object body) {}

  /** Commands that wait for a yes. */
  record Pending(UUID id, List<Command> commands, Instant until) {}

  private final UUID id = UUID.randomUUID();
  private List<Found> shown = List.of();
  private List<Found> spokenOf = List.of();
  private @Nullable Pending pending;
  private @Nullable String position;

  UUID id() {
    return id;
  }

  /** The tasks of the last answer, by their numbers from 1. */
  List<Found> shown() {
    return shown;
  }

  /** What “it” and “them” are. */
  List<Found> spokenOf() {
    return spokenOf;
  }

  void show(List<Found> tasks) {
    shown = List.copyOf(tasks);
    spokenOf = shown;
  }

  void speakOf(List<Found> tasks) {
    spokenOf = List.copyOf(tasks);
  }

  /** A task was changed here: it is spoken of as it is now. */
  void changed(UUID taskId, long version, @Nullable String title) {
    UnaryOperator<Found> now =
        task -> task.taskId().equals(taskId) ? task.at(version, title) : task;
    shown = shown.stream().map(now).toList();
    spokenOf = spokenOf.stream().map(now).toList();
  }

  void await(@Nullable Pending commands) {
    pending = commands;
  }

  /** What waits for a yes; it is taken up once. */
  @Nullable Pending takePending(Instant now) {
    Pending waiting = pending;
    pending = null;
    return waiting == null || now.isAfter(waiting.until()) ? null : waiting;
  }

  /** Reads include what was done in the conversation. */
  Map<String, String> readHeaders() {
    return position == null ? Map.of() : Map.of(PositionTokens.MIN_POSITION_HEADER, position);
  }

  void reached(@Nullable String token) {
    if (token != null) {
      position = token;
    }
  }

  @Nullable String position() {
    return position;
  }

  /** Of the actions that were done, nothing is kept: undo goes by the history. */
  static Action action(Command command, @Nullable UUID eventId, long version) {
    UUID taskId = command.task().taskId();
    return new Action(
        command.kind(),
        taskId,
        eventId,
        version,
        eventId == null ? null : "/api/tasks/%s/history/%s/undo".formatted(taskId, eventId));
  }
}

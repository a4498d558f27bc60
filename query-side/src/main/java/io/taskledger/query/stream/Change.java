package io.taskledger.query.stream;

import java.nio.charset.StandardCharsets;

/**
 * A change as it is sent. It is written once, however many streams it goes to.
 *
 * @param position the event's place in the store
 * @param sent an event of a {@code text/event-stream}
 */
record Change(long position, byte[] sent) {
  /**
   * The change that led to a task.
   *
   * @param json the task on one line
   */
  static Change of(long position, String json) {
    String event = "id: %d\nevent: task.updated\ndata: %s\n\n".formatted(position, json);
    return new Change(position, event.getBytes(StandardCharsets.UTF_8));
  }
}

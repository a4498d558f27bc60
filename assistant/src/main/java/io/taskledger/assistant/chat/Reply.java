package io.taskledger.assistant.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a message.
 *
 * @param items tasks that can be spoken of by their numbers
 * @param actions what was done
 * @param needsConfirmation what will be done after a yes
 * @param understoodBy {@code grammar} or {@code model}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Reply(
    UUID conversationId,
    String reply,
    List<Item> items,
    List<Action> actions,
    @Nullable Confirmation needsConfirmation,
    String understoodBy,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {

  /** A task in an answer. */
  record Item(int number, UUID taskId, String title, String status, @Nullable String dueDate) {}

  /**
   * A command that was done.
   *
   * @param undo where it is taken back, by POST
   */
  record Action(
      String kind, UUID taskId, @Nullable UUID eventId, long version, @Nullable String undo) {}

  /** A command that waits for a yes. */
  record Confirmation(UUID id, String summary, int count) {}
}

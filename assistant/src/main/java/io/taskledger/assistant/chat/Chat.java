package io.taskledger.assistant.chat;

import io.taskledger.assistant.chat.Conversation.Pending;
import io.taskledger.assistant.chat.Reply.Item;
import java.util.ArrayList;
import java.util.List;

/** Answers one message of a conversation. */
final class Chat {
  private final Turn turn;
  private final ChatQueries queries;
  private final ChatCommands commands;

  Chat(Turn turn) {
    this.turn = turn;
    this.queries = new ChatQueries(turn);
    this.commands = new ChatCommands(turn);
  }

  Reply answer(String message) {
    Intent intent = ChatGrammar.read(message);
    // Only the message right behind the question confirms.
    Pending pending = turn.conversation.takePending(turn.at.now());
    String reply =
        switch (intent) {
          case Intent.Help() -> queries.help();
          case Intent.Confirm() ->
              pending == null ? "There is nothing to confirm." : commands.run(pending.commands());
          case Intent.Cancel() ->
              pending == null ? "There is nothing to cancel." : "Nothing was changed.";
          case Intent.Undo(int count) -> commands.undo(count);
          case Intent.UndoField(String field, String target) -> commands.undoField(field, target);
          case Intent.Show(String parameters, String heading) -> queries.show(parameters, heading);
          case Intent.Find(String words) -> queries.find(words);
          case Intent.Count() -> queries.count();
          case Intent.Changes(boolean mine, String since) -> queries.changes(mine, since);
          case Intent.AsOf(String when) -> queries.asOf(when);
          case Intent.Who(String target) -> queries.who(target);
          case Intent.Do command -> commands.prepare(command);
          case Intent.Add(String line) -> commands.add(line);
          case Intent.Maybe(String line) -> commands.maybe(line);
        };
    return new Reply(
        turn.conversation.id(),
        reply,
        numbered(turn.items),
        turn.actions,
        turn.confirmation,
        "grammar",
        turn.warnings);
  }

  private static List<Item> numbered(List<Found> tasks) {
    List<Item> items = new ArrayList<>();
    for (Found task : tasks) {
      items.add(
          new Item(
              items.size() + 1,
              task.taskId(),
              task.title(),
              task.status(),
              task.dueDate() == null ? null : task.dueDate().toString()));
    }
    return items;
  }
}

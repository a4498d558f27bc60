package io.taskledger.assistant.chat;

/** What a message wants. */
sealed interface Intent {
  record Help() implements Intent {}

  /** Do what was asked about. */
  record Confirm() implements Intent {}

  record Cancel() implements Intent {}

  /** Take back the last commands. */
  record Undo(int count) implements Intent {}

  /** Take back what was last done to one field of a task. */
  record UndoField(String field, String target) implements Intent {}

  /**
   * Tasks to list.
   *
   * @param parameters of {@code GET /api/tasks}; {@code {today}} and the like stand for moments
   * @param heading of the reply
   */
  record Show(String parameters, String heading) implements Intent {}

  /** Tasks with these words. */
  record Find(String words) implements Intent {}

  /** How many tasks there are. */
  record Count() implements Intent {}

  /**
   * What was done.
   *
   * @param mine by the person alone
   * @param since words of a date
   */
  record Changes(boolean mine, String since) implements Intent {}

  /** The open tasks as they were. */
  record AsOf(String when) implements Intent {}

  /** Who changed a task. */
  record Who(String target) implements Intent {}

  /** What can be done to tasks. */
  enum Verb {
    COMPLETE,
    REOPEN,
    START,
    DELETE,
    RESTORE,
    RENAME,
    MOVE,
    POSTPONE,
    TAG,
    UNTAG,
    PRIORITY,
    ASSIGN
  }

  /**
   * Something to be done to tasks.
   *
   * @param target numbers, pronouns or words of titles
   * @param argument what the verb needs besides; empty where it needs nothing
   */
  record Do(Verb verb, String target, String argument) implements Intent {}

  /** A line of quick add. */
  record Add(String line) implements Intent {}

  /** A line that is quick add's, if there is a part in it. */
  record Maybe(String line) implements Intent {}
}

package io.taskledger.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said, and what it wants. */
class ChatGrammarTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "help | Help[]",
        "? | Help[]",
        "yes | Confirm[]",
        "Do it! | Confirm[]",
        "no | Cancel[]",
        "undo | Undo[count=1]",
        "undo the last 3 | Undo[count=3]",
        "undo that | Undo[count=1]",
        "undo the change of title of Pay rent | UndoField[field=title, target=Pay rent]",
        "undo change of due date of 2 | UndoField[field=due date, target=2]",
        "how many tasks do I have? | Count[]",
        "find invoice | Find[words=invoice]",
        "what did I do yesterday? | Changes[mine=true, since=yesterday]",
        "what changed since monday | Changes[mine=false, since=since monday]",
        "what did my list look like on friday | AsOf[when=friday]",
        "who changed Pay rent? | Who[target=Pay rent]",
        "complete 2 | Do[verb=COMPLETE, target=2, argument=]",
        "done with the second one | Do[verb=COMPLETE, target=the second one, argument=]",
        "reopen it | Do[verb=REOPEN, target=it, argument=]",
        "start Report | Do[verb=START, target=Report, argument=]",
        "rename 1 to Call Ben to chat | Do[verb=RENAME, target=1 to Call Ben, argument=chat]",
        "move all of them to fri 5pm | Do[verb=MOVE, target=all of them, argument=fri 5pm]",
        "postpone Pay rent by 2 days | Do[verb=POSTPONE, target=Pay rent, argument=2 days]",
        "tag it with a, b | Do[verb=TAG, target=it, argument=a, b]",
        "set 3 to high | Do[verb=PRIORITY, target=3, argument=high]",
        "assign 1 to @ben | Do[verb=ASSIGN, target=1, argument=@ben]",
        "delete all overdue | Do[verb=DELETE, target=all overdue, argument=]",
        "restore Pay rent | Do[verb=RESTORE, target=Pay rent, argument=]",
        "add Buy milk tomorrow | Add[line=Buy milk tomorrow]",
        "remind me to call Anna at 5pm | Add[line=call Anna at 5pm]",
        "Buy milk tomorrow | Maybe[line=Buy milk tomorrow]",
      })
  void isUnderstood(String message, String intent) {
    assertThat(ChatGrammar.read(message)).hasToString(intent);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "what is overdue | overdue",
        "show today | due today",
        "what's due this week | due this week",
        "high priority | of high priority",
        "tagged home | tagged home",
        "show my tasks | open",
      })
  void asksForAList(String message, String heading) {
    assertThat(ChatGrammar.read(message))
        .isInstanceOfSatisfying(
            Intent.Show.class, show -> assertThat(show.heading()).isEqualTo(heading));
  }
}

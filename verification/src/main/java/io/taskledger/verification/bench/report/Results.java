package io.taskledger.verification.bench.report;

import io.taskledger.verification.bench.load.LoadRound;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the phases have found, and the lines that show that work goes on. */
public final class Results {
  private final long begin = System.nanoTime();
  private final List<Figure> figures = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** Adds a row. */
  public void add(Figure figure) {
    figures.add(figure);
  }

  /** Adds what a reader of the table must know. */
  public void note(String format, Object... arguments) {
    notes.add(String.format(Locale.ROOT, format, arguments));
  }

  /** Prints a line with the time since the start. */
  public void say(String format, Object... arguments) {
    long seconds = (System.nanoTime() - begin) / 1_000_000_000;
    System.out.printf(
        Locale.ROOT,
        "%3d:%02d  %s%n",
        seconds / 60,
        seconds % 60,
        String.format(Locale.ROOT, format, arguments));
    System.out.flush();
  }

  /** Notes wrong answers, and passes the round on. */
  public LoadRound checked(String what, LoadRound round) {
    if (round.errors() > 0) {
      note("%s: %d wrong answers, the first: %s", what, round.errors(), round.firstError());
      say("%s: %d wrong answers, the first: %s", what, round.errors(), round.firstError());
    }
    if (round.count() == 0) {
      throw new IllegalStateException(what + " did not work: " + round.firstError());
    }
    return round;
  }

  /** The Markdown table, with the notes below. */
  public String table() {
    var table =
        new StringBuilder(
            """
            | what | per second | p50 ms | p99 ms | over, in the same run | ratio |
            | --- | ---: | ---: | ---: | --- | ---: |
            """);
    for (Figure row : figures) {
      table.append(
          "| %s | %s | %s | %s | %s | %s |\n"
              .formatted(
                  row.what(), row.perSecond(), row.p50(), row.p99(), row.against(), row.ratio()));
    }
    if (!notes.isEmpty()) {
      table.append('\n');
      notes.forEach(note -> table.append("- ").append(note).append('\n'));
    }
    return table.toString();
  }
}

package io.taskledger.verification.bench.report;

import io.taskledger.devservers.ServerStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code docs/benchmarks.md}: the text stays, what stands between the two marks of the command is
 * written anew.
 */
public record Page(Path file, String command) {
  private static final String END = "<!-- to here -->";

  /** Puts the report in the place of the last one. */
  public void write(String report) throws IOException {
    String text = Files.exists(file) ? Files.readString(file) : "";
    String mark = "<!-- %s writes from here -->".formatted(command);
    int begin = text.indexOf(mark);
    int end = text.indexOf(END, Math.max(begin, 0));
    if (begin < 0 || end < begin) {
      throw new ServerStartException(
          "%s has no '%s' followed by '%s'; the table was only printed."
              .formatted(file, mark, END));
    }
    Files.writeString(
        file, text.substring(0, begin + mark.length()) + "\n" + report + text.substring(end));
  }
}

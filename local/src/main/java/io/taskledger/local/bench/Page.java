package io.taskledger.local.bench;

import io.taskledger.servers.ServerStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code docs/benchmarks.md}: the text stays, what stands between the two marks is written anew.
 */
record Page(Path file) {
  private static final String BEGIN = "<!-- local/bench writes from here -->";
  private static final String END = "<!-- to here -->";

  void write(String report) throws IOException {
    String text = Files.exists(file) ? Files.readString(file) : "";
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new ServerStartException(
          "%s has no '%s' followed by '%s'; the table was only printed."
              .formatted(file, BEGIN, END));
    }
    Files.writeString(
        file, text.substring(0, begin + BEGIN.length()) + "\n" + report + text.substring(end));
  }
}

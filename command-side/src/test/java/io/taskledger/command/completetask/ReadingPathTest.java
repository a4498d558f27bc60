package io.taskledger.command.completetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a reader opens to follow the completion of a task from the URL to the event and the state:
 * the files that the imports lead to, without what all slices stand on ({@code platform}) and
 * without plain values such as ids.
 */
class ReadingPathTest {
  private static final int MAX_FILES = 5;
  private static final int MAX_LINES = 300;
  private static final Path COMMANDS = Path.of("src/main/java");
  private static final Path EVENTS = Path.of("../events/src/main/java");
  private static final Pattern IMPORT =
      Pattern.compile("^import (io\\.taskledger\\.[a-z.]+)\\.([A-Z]\\w*)", Pattern.MULTILINE);
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);

  private final Set<Path> read = new LinkedHashSet<>();

  @Test
  void completingATaskIsFiveFilesAndThreeHundredLines() {
    follow(COMMANDS.resolve("io/taskledger/command/completetask/CompleteTaskController.java"));

    assertThat(read.stream().map(file -> file.getFileName().toString()))
        .contains("CompleteTask.java", "TaskCompleted.java", "TaskState.java")
        .hasSizeLessThanOrEqualTo(MAX_FILES);
    assertThat(read.stream().mapToInt(ReadingPathTest::lines).sum())
        .as("lines in %s", read)
        .isLessThanOrEqualTo(MAX_LINES);
  }

  private void follow(Path start) {
    Deque<Path> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      Path file = open.pop();
      if (read.add(file) && file.startsWith(COMMANDS)) {
        open.addAll(imported(file));
        open.addAll(namedInTheSamePackage(file));
      }
    }
  }

  private static Set<Path> imported(Path file) {
    Set<Path> found = new TreeSet<>();
    Matcher imports = IMPORT.matcher(text(file));
    while (imports.find()) {
      String name = imports.group(1).replace('.', '/') + "/" + imports.group(2) + ".java";
      if (imports.group(1).startsWith("io.taskledger.command.platform")) {
        continue;
      }
      Path command = COMMANDS.resolve(name);
      Path event = EVENTS.resolve(name);
      if (Files.exists(command)) {
        found.add(command);
      } else if (Files.exists(event) && (isEvent(event) || name.endsWith("/TaskState.java"))) {
        found.add(event);
      }
    }
    return found;
  }

  private static boolean isEvent(Path file) {
    return text(file).contains("implements TaskEvent");
  }

  private static Set<Path> namedInTheSamePackage(Path file) {
    String code = COMMENT.matcher(text(file)).replaceAll("");
    Set<Path> found = new TreeSet<>();
    try (Stream<Path> siblings = Files.list(file.getParent())) {
      siblings
          .filter(
              sibling -> {
                String type = sibling.getFileName().toString().replace(".java", "");
                return Pattern.compile("\\b" + type + "\\b").matcher(code).find();
              })
          .forEach(found::add);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return found;
  }

  /** Imports and blank lines are not read. */
  private static int lines(Path file) {
    return (int)
        text(file)
            .lines()
            .filter(line -> !line.isBlank())
            .filter(line -> !line.startsWith("import ") && !line.startsWith("package "))
            .count();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

package io.taskledger.local;

import io.taskledger.local.service.Infrastructure;
import io.taskledger.local.settings.RunLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@code local/up --fresh}: forgets everything and starts over. */
final class Fresh {
  private Fresh() {}

  /** Deletes the data, unless a running system holds it. */
  static void clear(Path data) {
    if (!Files.isDirectory(data)) {
      return;
    }
    try (RunLock lock = RunLock.take(data)) {
      Infrastructure.endOrphans(data);
      for (Path path : contents(data)) {
        // The lock itself stays: another process may be waiting for it.
        if (!path.getFileName().toString().equals("lock")) {
          Files.deleteIfExists(path);
        }
      }
    } catch (IOException undeletable) {
      throw new UncheckedIOException(undeletable);
    }
  }

  private static List<Path> contents(Path data) throws IOException {
    try (Stream<Path> walk = Files.walk(data)) {
      return walk.filter(path -> !path.equals(data)).sorted(Comparator.reverseOrder()).toList();
    }
  }
}

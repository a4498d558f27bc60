package io.taskledger.devservers;

import io.taskledger.devservers.process.DirectoryLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The directory of one server, owned by this JVM until it is closed. */
record ServerDirectory(String server, Path path, DirectoryLock lock) implements AutoCloseable {

  static ServerDirectory own(String server, Path directory) {
    Path path = directory.toAbsolutePath().normalize();
    try {
      DirectoryLock lock =
          DirectoryLock.tryTake(path)
              .orElseThrow(
                  () ->
                      new ServerStartException(
                          "Another running program uses the %s data in %s; end it, or choose another directory."
                              .formatted(server, path)));
      return new ServerDirectory(server, path.toRealPath(), lock);
    } catch (IOException e) {
      throw unusable(server, path, e);
    }
  }

  /** The log file {@code logs/<server>.log} beside this directory. */
  Path log() throws IOException {
    Path logs = Files.createDirectories(path.resolveSibling("logs"));
    return logs.resolve(server.toLowerCase(Locale.ROOT) + ".log");
  }

  ServerStartException unusable(IOException cause) {
    return unusable(server, path, cause);
  }

  /** Ends what runs here, then lets go of the directory. */
  void closeAfter(Ending ending) {
    try (this) {
      ending.end(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerStartException unusable(String server, Path path, IOException cause) {
    return new ServerStartException(
        "%s cannot use %s (%s); check who owns the folder and the space on the disk."
            .formatted(server, path, cause),
        cause);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  interface Ending {
    void end(Path directory) throws IOException;
  }
}

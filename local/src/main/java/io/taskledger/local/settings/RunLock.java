package io.taskledger.local.settings;

import io.taskledger.devservers.ServerStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Keeps a second system away from the same data, and tells others which process has it. */
public final class RunLock implements AutoCloseable {
  private static final String PID = "pid";
  private static final String READY = "ready";

  private final Path data;
  private final FileChannel channel;

  private RunLock(Path data, FileChannel channel) {
    this.data = data;
    this.channel = channel;
  }

  /** Takes the data folder; throws {@link ServerStartException} if another process has it. */
  public static RunLock take(Path data) {
    try {
      Files.createDirectories(data);
      // Logs, mails, topics and the append-only file of Redis lie below it.
      Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
      FileChannel channel =
          FileChannel.open(
              data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new ServerStartException(
            "Taskledger runs already on %s%s; end it with local/down, or set TASKLEDGER_DATA."
                .formatted(data, holder(data).map(pid -> " (process " + pid + ")").orElse("")));
      }
      Files.writeString(data.resolve(PID), Long.toString(ProcessHandle.current().pid()));
      return new RunLock(data, channel);
    } catch (IOException unwritable) {
      throw new ServerStartException(
          "The data folder %s cannot be used: %s.".formatted(data, unwritable.getMessage()),
          unwritable);
    }
  }

  /** Says to others that the system serves. */
  public void ready() {
    try {
      Files.writeString(data.resolve(READY), "");
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** The process that runs on this data, if one does. */
  public static Optional<Long> holder(Path data) {
    try {
      long pid = Long.parseLong(Files.readString(data.resolve(PID)).strip());
      return isHeld(data) ? Optional.of(pid) : Optional.empty();
    } catch (IOException | NumberFormatException none) {
      return Optional.empty();
    }
  }

  private static boolean isHeld(Path data) throws IOException {
    try (FileChannel channel = FileChannel.open(data.resolve("lock"), StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    }
  }

  @Override
  public void close() {
    try {
      if (channel.isOpen()) {
        Files.deleteIfExists(data.resolve(PID));
        Files.deleteIfExists(data.resolve(READY));
        channel.close();
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}

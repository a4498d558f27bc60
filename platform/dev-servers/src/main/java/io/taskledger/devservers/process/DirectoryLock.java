package io.taskledger.devservers.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Says that a living JVM owns a directory. The kernel lets go of it when the JVM dies, in whatever
 * way, so servers found running in a directory whose lock can be taken are orphans.
 */
public final class DirectoryLock implements AutoCloseable {
  // POSIX locks belong to the process: closing a second channel on the file, even one that was
  // refused the lock, would release ours. So a second attempt within this JVM never opens it.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel file;

  private DirectoryLock(Path directory, FileChannel file) {
    this.directory = directory;
    this.file = file;
  }

  /**
   * Takes the lock of a directory, which is created when missing.
   *
   * @return empty when this or another living JVM has it
   */
  public static Optional<DirectoryLock> tryTake(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path real = directory.toRealPath();
    if (!HELD.add(real)) {
      return Optional.empty();
    }
    FileChannel file = null;
    boolean taken = false;
    try {
      file =
          FileChannel.open(
              real.resolve("in-use.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      taken = file.tryLock() != null;
      return taken ? Optional.of(new DirectoryLock(real, file)) : Optional.empty();
    } finally {
      if (!taken) {
        HELD.remove(real);
        if (file != null) {
          file.close();
        }
      }
    }
  }

  /**
   * Waits for the lock of a directory, which is created when missing.
   *
   * @throws IOException when another living JVM still has it at the end of the limit
   */
  public static DirectoryLock take(Path directory, Duration limit) throws IOException {
    long start = System.nanoTime();
    Optional<DirectoryLock> lock = tryTake(directory);
    while (lock.isEmpty()) {
      if (System.nanoTime() - start > limit.toNanos()) {
        throw new IOException("another program uses " + directory);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      lock = tryTake(directory);
    }
    return lock.get();
  }

  /** Lets go of the directory. */
  @Override
  public void close() throws IOException {
    if (file.isOpen()) {
      file.close();
      HELD.remove(directory);
    }
  }
}

package io.taskledger.devservers.process;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Server programs for Linux on x86-64 out of Maven artefacts, unpacked once into a folder that may
 * be shared. A folder or file appears there under its final name only when it is complete.
 */
public final class Binaries {
  private Binaries() {}

  /** The folder with {@code bin}, {@code lib} and {@code share} of PostgreSQL. */
  public static Path postgres(Path folder) throws IOException {
    return unpacked(
        folder,
        "postgres",
        "/postgres-linux-x86_64.txz",
        (content, target) -> {
          Files.createDirectories(target);
          untar(content, target);
        });
  }

  /** The program redis-server. */
  public static Path redis(Path folder) throws IOException {
    return unpacked(
        folder,
        "redis-server",
        "/redis-server-6.2.6-v5-linux-amd64",
        (content, target) -> {
          Files.copy(content, target);
          setMode(target, "rwxr-xr-x");
        });
  }

  /** Deletes a folder with all that is in it; nothing happens when there is none. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static Path unpacked(Path folder, String name, String resource, Unpacking unpacking)
      throws IOException {
    URL url = Binaries.class.getResource(resource);
    if (url == null) {
      throw new FileNotFoundException(resource + " is not on the class path");
    }
    URLConnection connection = url.openConnection();
    Path target =
        folder.toAbsolutePath().resolve(name + "-" + Long.toHexString(fingerprint(connection)));
    if (!Files.exists(target)) {
      Files.createDirectories(folder);
      Path growing =
          target.resolveSibling(target.getFileName() + "." + ProcessHandle.current().pid());
      delete(growing);
      try (InputStream content = connection.getInputStream()) {
        unpacking.unpack(content, growing);
      }
      moveUnlessThere(growing, target);
    }
    return target;
  }

  private static void moveUnlessThere(Path growing, Path target) throws IOException {
    try {
      Files.move(growing, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException anotherJvmWasFaster) {
      delete(growing);
    }
  }

  private static long fingerprint(URLConnection connection) throws IOException {
    return connection instanceof JarURLConnection jar
        ? jar.getJarEntry().getCrc()
        : connection.getContentLengthLong();
  }

  private static void untar(InputStream content, Path target) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(content)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.createDirectories(path.getParent());
          Files.copy(tar, path);
          setMode(path, (entry.getMode() & 0100) == 0 ? "rw-r--r--" : "rwxr-xr-x");
        }
      }
    }
  }

  private static void setMode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  @FunctionalInterface
  private interface Unpacking {
    void unpack(InputStream content, Path target) throws IOException;
  }
}

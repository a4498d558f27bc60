package io.taskledger.local.settings;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Passwords and tokens that are made once and kept beside the data, readable by its owner only. */
public final class Secrets {
  /** The name of the file, in the data folder. */
  public static final String FILE = "secrets.properties";

  private static final int BYTES = 18;

  private final Path file;
  private final Properties kept = new Properties();
  private final SecureRandom random = new SecureRandom();
  private final Map<String, String> environment;

  /** Reads what is kept in the data folder. */
  public Secrets(Path data, Map<String, String> environment) {
    this.file = data.resolve(FILE);
    this.environment = environment;
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        kept.load(reader);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }

  public String adminEmail() {
    return given("TASKLEDGER_ADMIN_EMAIL", "admin@taskledger.example");
  }

  public String adminPassword() {
    String given = environment.get("TASKLEDGER_ADMIN_PASSWORD");
    return given == null || given.isBlank() ? secret("admin.password") : given;
  }

  public String demoEmail() {
    return "demo@taskledger.example";
  }

  public String demoPassword() {
    return secret("demo.password");
  }

  public String serviceToken() {
    return secret("service.token");
  }

  /** The password of Redis. */
  public String redis() {
    return secret("redis");
  }

  /** The password of a database role. */
  public String database(String role) {
    return secret("database." + role);
  }

  private String given(String variable, String otherwise) {
    String given = environment.get(variable);
    return given == null || given.isBlank() ? otherwise : given;
  }

  /** One at a time: the services start side by side. */
  private synchronized String secret(String name) {
    @Nullable String known = kept.getProperty(name);
    if (known != null) {
      return known;
    }
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String made = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    kept.setProperty(name, made);
    save();
    return made;
  }

  /** By way of a second file, so that a crash never leaves half of one. */
  private void save() {
    Path half = file.resolveSibling("secrets.new");
    try {
      Files.deleteIfExists(half);
      Files.createFile(
          half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (Writer writer = Files.newBufferedWriter(half)) {
        kept.store(writer, "Made by local/up. Keep it beside the data.");
      }
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}

package io.taskledger.verification.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.local.client.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** The system that the journeys share: started with the first of them, ended with the last. */
final class SharedSystem {
  static final String PASSWORD = "a long unusual password";

  private static @Nullable LocalSystem system;

  private SharedSystem() {}

  static synchronized LocalSystem get() {
    if (system == null) {
      try {
        Path folder = Files.createTempDirectory("journeys");
        LocalSystem started = new LocalSystem(folder.resolve("data"));
        system = started;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started, folder), "end-system"));
      } catch (IOException unwritable) {
        throw new UncheckedIOException(unwritable);
      }
    }
    return system;
  }

  /** A new user, logged in. */
  static Api user(String name) {
    Api api = get().api();
    String email = name.toLowerCase(Locale.ROOT) + "-" + UUID.randomUUID() + "@example.org";
    assertThat(api.register(email, PASSWORD, name).status()).isEqualTo(201);
    api.logIn(email, PASSWORD);
    return api;
  }

  /** The administrator, logged in. */
  static Api administrator() {
    Api api = get().api();
    api.logIn(get().secrets.adminEmail(), get().secrets.adminPassword());
    return api;
  }

  private static void end(LocalSystem system, Path folder) {
    try {
      system.close();
      FileSystemUtils.deleteRecursively(folder);
    } catch (IOException undeletable) {
      throw new UncheckedIOException(undeletable);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}

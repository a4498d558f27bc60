package io.taskledger.command.passwords;

import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Slow hashing of passwords with Argon2id (RFC 9106). Each hash takes 16 MB and a core for a while,
 * so only a few run at once.
 */
@Component
public class Passwords {
  private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  private static final long PATIENCE_SECONDS = 10;

  private final Argon2PasswordEncoder argon2 =
      Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final String nobodysHash = argon2.encode("of an account that does not exist");

  /** The hash to keep, with its salt and parameters. */
  public String hash(String password) {
    return limited(() -> argon2.encode(password));
  }

  /** Whether this is the password. */
  public boolean matches(String password, String hash) {
    return limited(() -> argon2.matches(password, hash));
  }

  /**
   * Takes the time of a comparison, so that an unknown address answers no faster than a known one.
   */
  public boolean matchesNobody(String password) {
    boolean ignored = matches(password, nobodysHash);
    return false;
  }

  private <T> T limited(Supplier<T> work) {
    try {
      if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw ProblemException.of(
            ErrorCode.STORE_UNAVAILABLE, "Many log in at once. Try again shortly.");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw ProblemException.of(ErrorCode.STORE_UNAVAILABLE, "The service is shutting down.");
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}

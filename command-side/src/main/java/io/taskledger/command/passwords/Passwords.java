package io.taskledger.command.passwords;

import com.nulabinc.zxcvbn.Zxcvbn;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
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
  private static final int SHORTEST = 8;

  /** What is estimated of a long password: its beginning, for the estimate takes long. */
  private static final int ESTIMATED = 64;

  /** Of 0 to 4: up to a million guesses, which every list of common passwords has in it. */
  private static final int WEAK = 1;

  private final Zxcvbn strength = new Zxcvbn();

  private final Argon2PasswordEncoder argon2 =
      Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final String nobodysHash = argon2.encode("of an account that does not exist");

  /** The hash to keep, with its salt and parameters. */
  public String hash(String password) {
    return limited(() -> argon2.encode(normalized(password)));
  }

  /**
   * What is wrong with a password that somebody chooses, as NIST SP 800-63B, 3.1.1.2, asks: too
   * short, or one that is guessed early (common, repeated, a row of keys, the address).
   */
  public Optional<String> weakness(String password, String email) {
    String chosen = normalized(password);
    if (chosen.codePointCount(0, chosen.length()) < SHORTEST) {
      return Optional.of("Choose a password of at least " + SHORTEST + " characters.");
    }
    String estimated = chosen.substring(0, Math.min(chosen.length(), ESTIMATED));
    return strength.measure(estimated, List.of(email)).getScore() <= WEAK
        ? Optional.of("This password is easy to guess. Choose a longer or less common one.")
        : Optional.empty();
  }

  /** The same characters are the same password, however a keyboard composes them. */
  private static String normalized(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }

  /** Whether this is the password. */
  public boolean matches(String password, String hash) {
    String normalized = normalized(password);
    // Until version 0.1 passwords were cut and kept as they came.
    String cut = password.strip();
    return limited(
        () ->
            argon2.matches(normalized, hash)
                || (!cut.equals(normalized) && argon2.matches(cut, hash)));
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

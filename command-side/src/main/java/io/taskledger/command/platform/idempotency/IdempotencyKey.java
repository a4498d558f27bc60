package io.taskledger.command.platform.idempotency;

import io.taskledger.events.user.UserId;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * The name that a client gives to a request, so that sending it again does it only once.
 *
 * @param part 0 for a request, from 1 for the commands of a batch
 * @param fingerprint the hash of the request; another request with the same key is refused
 */
public record IdempotencyKey(UserId user, String key, int part, byte[] fingerprint) {
  /** The header with the key. */
  public static final String HEADER = "Idempotency-Key";

  private static final int MAX_LENGTH = 255;

  /** The key of a request; null when it has none. */
  public static @Nullable IdempotencyKey of(
      UserId user, @Nullable String header, byte[] body, @Nullable String... request) {
    if (header == null) {
      return null;
    }
    if (header.isEmpty() || header.length() > MAX_LENGTH || header.indexOf('\0') >= 0) {
      throw ProblemException.of(
          ErrorCode.INVALID_PARAMETER,
          HEADER + " must have 1 to " + MAX_LENGTH + " characters and no NUL.");
    }
    return new IdempotencyKey(user, header, 0, digest(body, request));
  }

  /** The key of one command of a batch, from 1. */
  public IdempotencyKey part(int number) {
    return new IdempotencyKey(user, key, number, fingerprint);
  }

  private static byte[] digest(byte[] body, @Nullable String... request) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : request) {
        digest.update(String.valueOf(part).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
      }
      return digest.digest(body);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}

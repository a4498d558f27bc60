package io.taskledger.command.idempotency;

import io.taskledger.events.user.UserId;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * What a client calls a request, so that it can send it again without doing it twice.
 *
 * @param part 0 for a request, from 1 for the commands of a batch
 * @param fingerprint of the request: another one may not go by the same key
 */
public record IdempotencyKey(UserId user, String key, int part, byte[] fingerprint) {
  /** The header that carries it. */
  public static final String HEADER = "Idempotency-Key";

  private static final int LONGEST = 255;

  /** The key of a request; null when it has none. */
  public static @Nullable IdempotencyKey of(
      UserId user, @Nullable String header, byte[] body, @Nullable String... request) {
    if (header == null) {
      return null;
    }
    if (header.isEmpty() || header.length() > LONGEST || header.indexOf('\0') >= 0) {
      throw ProblemException.of(
          ErrorCode.INVALID_PARAMETER, HEADER + " has 1 to " + LONGEST + " characters.");
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

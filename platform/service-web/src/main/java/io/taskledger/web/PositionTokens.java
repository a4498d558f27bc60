package io.taskledger.web;

import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.FieldError;
import io.taskledger.web.problem.ProblemException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Issues and reads the tokens by which a client says what a read has to include. They are signed,
 * so nobody can ask for a position that no command answered, and shorter than 200 characters
 * whatever a command changed. Thread-safe.
 *
 * <p>A token is base64url of the revision of this format (one byte), the body and a truncated
 * HMAC-SHA256. The body is up to {@value #MOST_NAMED} times an aggregate's 16 bytes and its version
 * in 8, or the 16 bytes of a user and two positions.
 */
public final class PositionTokens {
  /** The header of a command's answer that carries the token. */
  public static final String POSITION_HEADER = "Taskledger-Position";

  /** The header of a read that sends it back. */
  public static final String MIN_POSITION_HEADER = "Taskledger-Min-Position";

  /** The most aggregates that a token names one by one. */
  public static final int MOST_NAMED = 4;

  private static final int MOST_IN_HEADER = 50;
  private static final byte VERSIONS = 3;
  private static final byte RANGE = 4;
  private static final int UUID_BYTES = 16;
  private static final int SIGNATURE_BYTES = 16;
  private static final String ALGORITHM = "HmacSHA256";

  private final List<SecretKeySpec> keys;

  /**
   * Signs with a key that is derived from the secret of the services, so that all of them agree.
   *
   * @param secrets the current one first; tokens signed with the others are read, too
   */
  public PositionTokens(List<String> secrets) {
    keys =
        secrets.stream()
            .map(secret -> key(secret.getBytes(StandardCharsets.UTF_8)))
            .map(key -> key(sign(key, "position token".getBytes(StandardCharsets.UTF_8))))
            .toList();
  }

  /** The token that includes these versions, up to {@value #MOST_NAMED}. */
  public String issue(Map<UUID, Long> versions) {
    if (versions.isEmpty() || versions.size() > MOST_NAMED) {
      throw new IllegalArgumentException("cannot name " + versions.size());
    }
    var body = ByteBuffer.allocate(1 + versions.size() * (UUID_BYTES + Long.BYTES)).put(VERSIONS);
    versions.forEach((aggregate, version) -> put(body, aggregate).putLong(version));
    return write(body.array());
  }

  /** The token that includes a range. */
  public String issue(PositionToken.Range range) {
    var body = ByteBuffer.allocate(1 + UUID_BYTES + 2 * Long.BYTES).put(RANGE);
    put(body, range.actor()).putLong(range.first()).putLong(range.last());
    return write(body.array());
  }

  /**
   * Reads a header of one token or several, separated by commas.
   *
   * @throws ProblemException with {@link ErrorCode#INVALID_PARAMETER} when one was not issued here
   */
  public List<PositionToken> read(String header) {
    String[] tokens = header.split(",", -1);
    if (tokens.length > MOST_IN_HEADER) {
      throw malformed("too-many", "Send at most " + MOST_IN_HEADER + " positions.");
    }
    return Arrays.stream(tokens).map(token -> readOne(token.strip())).toList();
  }

  private PositionToken readOne(String token) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      if (bytes.length > SIGNATURE_BYTES) {
        byte[] body = Arrays.copyOf(bytes, bytes.length - SIGNATURE_BYTES);
        byte[] signature = Arrays.copyOfRange(bytes, body.length, bytes.length);
        if (keys.stream().anyMatch(key -> MessageDigest.isEqual(signature, sign(key, body)))) {
          return body(ByteBuffer.wrap(body));
        }
      }
    } catch (IllegalArgumentException | BufferUnderflowException notOurs) {
      // Falls through: the same answer as for any other text that is not a token.
    }
    throw malformed(
        "malformed", "Send what a command answered as " + POSITION_HEADER + ", unchanged.");
  }

  private static PositionToken body(ByteBuffer body) {
    return switch (body.get()) {
      case VERSIONS -> {
        var versions = new HashMap<UUID, Long>();
        while (body.hasRemaining()) {
          versions.put(uuid(body), body.getLong());
        }
        yield new PositionToken.Versions(versions);
      }
      case RANGE -> new PositionToken.Range(uuid(body), body.getLong(), body.getLong());
      default -> throw new IllegalArgumentException("another revision");
    };
  }

  private String write(byte[] body) {
    byte[] token = Arrays.copyOf(body, body.length + SIGNATURE_BYTES);
    System.arraycopy(sign(keys.getFirst(), body), 0, token, body.length, SIGNATURE_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  private static byte[] sign(SecretKeySpec key, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Arrays.copyOf(mac.doFinal(body), SIGNATURE_BYTES);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java has " + ALGORITHM, missing);
    }
  }

  private static SecretKeySpec key(byte[] bytes) {
    return new SecretKeySpec(bytes, ALGORITHM);
  }

  private static ByteBuffer put(ByteBuffer body, UUID id) {
    return body.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private static UUID uuid(ByteBuffer body) {
    return new UUID(body.getLong(), body.getLong());
  }

  private static ProblemException malformed(String code, String message) {
    return ProblemException.ofParameters(
        List.of(new FieldError(MIN_POSITION_HEADER, code, message)));
  }
}

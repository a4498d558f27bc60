package io.taskledger.web;

import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.FieldError;
import io.taskledger.web.problem.ProblemException;
import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How far a stream was when a command was answered. Clients send it back, unread, to have the
 * command's effect in what they read.
 *
 * @param streamId the aggregate that was changed
 * @param version how many events it had then, at least 1
 */
public record PositionToken(UUID streamId, long version) {
  /** The header of a command's answer that carries the token. */
  public static final String POSITION_HEADER = "Taskledger-Position";

  /** The header of a read that asks for it. */
  public static final String MIN_POSITION_HEADER = "Taskledger-Min-Position";

  /** As many as the largest tree of tasks has, few enough to look up at once. */
  private static final int AT_MOST = 1000;

  // The leading number is the revision of this format.
  private static final Pattern TEXT =
      Pattern.compile("1:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([1-9][0-9]{0,17})");

  /** The token as it stands in a header. */
  public String write() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(("1:" + streamId + ":" + version).getBytes(StandardCharsets.US_ASCII));
  }

  /** Several tokens as one, shorter than each by itself. */
  public static String write(Collection<PositionToken> tokens) {
    return tokens.size() == 1 ? tokens.iterator().next().write() : PackedPositions.write(tokens);
  }

  /**
   * Reads a header of one token or several, comma separated.
   *
   * @throws ProblemException with {@link ErrorCode#INVALID_PARAMETER} when one of them was not
   *     written by {@link #write}
   */
  public static List<PositionToken> read(String header) {
    List<PositionToken> tokens =
        Arrays.stream(header.split(",", -1)).flatMap(token -> some(token.strip())).toList();
    if (tokens.size() > AT_MOST) {
      throw malformed("too-many", "At most " + AT_MOST + " positions are taken.");
    }
    return tokens;
  }

  private static Stream<PositionToken> some(String token) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      if (PackedPositions.isPacked(bytes)) {
        return PackedPositions.read(bytes).stream();
      }
      Matcher parts = TEXT.matcher(new String(bytes, StandardCharsets.US_ASCII));
      if (parts.matches()) {
        return Stream.of(
            new PositionToken(UUID.fromString(parts.group(1)), Long.parseLong(parts.group(2))));
      }
    } catch (IllegalArgumentException | BufferUnderflowException notOurs) {
      // Falls through: the same answer as for any other text that is not a token.
    }
    throw malformed(
        "malformed", "Send what a command answered as " + POSITION_HEADER + ", unchanged.");
  }

  private static ProblemException malformed(String code, String message) {
    return ProblemException.ofParameters(
        List.of(new FieldError(MIN_POSITION_HEADER, code, message)));
  }
}

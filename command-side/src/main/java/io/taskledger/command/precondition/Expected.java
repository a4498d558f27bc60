package io.taskledger.command.precondition;

import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The versions of what it changes that a caller accepts, as {@code If-Match} names them (RFC 9110,
 * 13.1.1).
 *
 * @param versions empty for any
 */
public record Expected(Set<Long> versions) {
  private static final Expected ANY = new Expected(Set.of());
  private static final Pattern TAGS = Pattern.compile("(W/)?\"[^\"]*\"(\\s*,\\s*(W/)?\"[^\"]*\")*");
  private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"");
  private static final long NEVER = -1;

  /** Whatever the version is. */
  public static Expected any() {
    return ANY;
  }

  /** Reads the header; a tag that is not one of ours never matches. */
  public static Expected of(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return ANY;
    }
    String tags = ifMatch.strip();
    if (!TAGS.matcher(tags).matches()) {
      throw ProblemException.of(
          ErrorCode.INVALID_PARAMETER,
          "If-Match takes the ETag of what you change, in double quotes.");
    }
    return new Expected(
        Arrays.stream(tags.split(","))
            .map(tag -> VERSION.matcher(tag.strip()))
            .map(tag -> tag.matches() ? Long.parseLong(tag.group(1)) : NEVER)
            .collect(Collectors.toSet()));
  }

  /** Refuses a version that is not expected. */
  public void require(long version) {
    if (!versions.isEmpty() && !versions.contains(version)) {
      throw ProblemException.of(
              ErrorCode.VERSION_MISMATCH,
              "It is at version " + version + " now: read it again, then decide.")
          .with("version", version);
    }
  }
}

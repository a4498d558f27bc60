package io.taskledger.command.platform.precondition;

import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The versions of what it changes that a caller accepts, as {@code If-Match} names them (RFC 9110,
 * 13.1.1).
 *
 * @param versions the accepted ones, unless any is
 */
public record IfMatch(boolean isAny, Set<Long> versions) {
  private static final IfMatch ANY = new IfMatch(true, Set.of());

  /** More digits than any version has. */
  private static final int MAX_DIGITS = 18;

  /** Accepts whatever the version is. */
  public static IfMatch any() {
    return ANY;
  }

  /** Accepts these versions. */
  public static IfMatch of(Long... versions) {
    return new IfMatch(false, Set.of(versions));
  }

  /** Reads the header if it has one line or none. */
  public static IfMatch read(@Nullable String line) {
    return line == null ? ANY : read(List.of(line));
  }

  /**
   * Reads all lines of the header, as one list. Weak tags, and tags of another form than ours,
   * match no version.
   */
  public static IfMatch read(List<String> lines) {
    if (lines.isEmpty()) {
      return ANY;
    }
    if (lines.size() == 1 && lines.getFirst().strip().equals("*")) {
      return ANY;
    }
    var tags = new HashSet<Long>();
    boolean found = false;
    for (String line : lines) {
      found |= new TagList(line).readInto(tags);
    }
    if (!found) {
      throw malformed();
    }
    return new IfMatch(false, Set.copyOf(tags));
  }

  /** Refuses a version that is not accepted. */
  public void require(long version) {
    if (!isAny && !versions.contains(version)) {
      throw ProblemException.of(
              ErrorCode.VERSION_MISMATCH,
              "It is at version " + version + " now. Read it again before you change it.")
          .with("version", version);
    }
  }

  private static ProblemException malformed() {
    return ProblemException.of(
        ErrorCode.INVALID_PARAMETER,
        "If-Match must be a list of ETags in double quotes, for example \"7\", or *.");
  }

  /** A comma-separated list of entity tags; empty elements are ignored. */
  private static final class TagList {
    private final String line;
    private int at;

    TagList(String line) {
      this.line = line;
    }

    /** Whether it has a tag, of whatever form. */
    boolean readInto(Set<Long> versions) {
      boolean found = false;
      boolean separated = true;
      while (at < line.length()) {
        char next = line.charAt(at);
        if (next == ' ' || next == '\t') {
          at++;
        } else if (next == ',') {
          separated = true;
          at++;
        } else if (separated) {
          readTag(versions);
          found = true;
          separated = false;
        } else {
          throw malformed();
        }
      }
      return found;
    }

    private void readTag(Set<Long> versions) {
      boolean weak = line.startsWith("W/", at);
      int begin = weak ? at + 2 : at;
      int end = begin < line.length() ? line.indexOf('"', begin + 1) : -1;
      if (end < 0 || line.charAt(begin) != '"') {
        throw malformed();
      }
      at = end + 1;
      String tag = line.substring(begin + 1, end);
      if (!weak && isVersion(tag)) {
        versions.add(Long.parseLong(tag));
      }
    }

    private static boolean isVersion(String tag) {
      if (tag.isEmpty()
          || tag.length() > MAX_DIGITS
          || (tag.length() > 1 && tag.charAt(0) == '0')) {
        return false;
      }
      for (int i = 0; i < tag.length(); i++) {
        if (tag.charAt(i) < '0' || tag.charAt(i) > '9') {
          return false;
        }
      }
      return true;
    }
  }
}

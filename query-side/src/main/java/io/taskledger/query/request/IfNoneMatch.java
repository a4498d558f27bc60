package io.taskledger.query.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.regex.Pattern;

/** Whether a client has a version already ({@code If-None-Match}, RFC 9110, section 13.1.2). */
public final class IfNoneMatch {
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  private IfNoneMatch() {}

  /** Whether one of the tags, on any line, is the version's own, or {@code *} is sent. */
  public static boolean matches(HttpServletRequest request, long version) {
    String own = "\"" + version + "\"";
    return Collections.list(request.getHeaders("If-None-Match")).stream()
        .flatMap(line -> COMMA.splitAsStream(line.strip()))
        // Weak tags compare like strong ones here.
        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
        .anyMatch(tag -> tag.equals("*") || tag.equals(own));
  }
}

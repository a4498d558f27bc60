package io.taskledger.query.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/** Whether a client has a version already ({@code If-None-Match}, RFC 9110, section 13.1.2). */
public final class IfNoneMatch {
  private IfNoneMatch() {}

  /**
   * Whether one of the tags, on any line, is the version's own, or {@code *} is sent. Weak tags
   * compare like strong ones here.
   */
  public static boolean matches(HttpServletRequest request, long version) {
    String own = Long.toString(version);
    return Collections.list(request.getHeaders(HttpHeaders.IF_NONE_MATCH)).stream()
        .flatMap(line -> ETag.parse(line).stream())
        .anyMatch(tag -> tag.isWildcard() || tag.tag().equals(own));
  }
}

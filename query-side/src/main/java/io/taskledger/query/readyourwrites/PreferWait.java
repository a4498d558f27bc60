package io.taskledger.query.readyourwrites;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a request is willing to wait: {@code Prefer: wait=N} of RFC 7240. */
final class PreferWait {
  private static final Duration UNSAID = Duration.ofSeconds(2);
  private static final int LONGEST_SECONDS = 10;
  private static final Pattern WAIT =
      Pattern.compile(
          "(?:^|,)\\s*wait\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(?:[,;]|$)", Pattern.CASE_INSENSITIVE);

  private PreferWait() {}

  /** As the request says, at most 10 s; a preference that cannot be read is no preference. */
  static Duration of(HttpServletRequest request) {
    Matcher wait = WAIT.matcher(String.join(",", Collections.list(request.getHeaders("Prefer"))));
    return wait.find()
        ? Duration.ofSeconds(Math.min(Integer.parseInt(wait.group(1)), LONGEST_SECONDS))
        : UNSAID;
  }
}

package io.taskledger.web.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Rejects every path that could be read in two ways, before anything decides by it: a path consists
 * of slashes and unreserved characters (RFC 3986, 2.3), with no empty segment and none of dots
 * only.
 */
public final class PlainPathFirewall extends StrictHttpFirewall {
  /** Leaves methods and header values to the handlers, which answer with their own problems. */
  public PlainPathFirewall() {
    setUnsafeAllowAnyHttpMethod(true);
    setAllowedHeaderNames(name -> true);
    setAllowedHeaderValues(value -> true);
    setAllowedParameterNames(name -> true);
  }

  @Override
  public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
    if (!isPlain(request.getRequestURI())) {
      throw new RequestRejectedException("The path is not plain");
    }
    return super.getFirewalledRequest(request);
  }

  /** Whether a path, undecoded, can be read in one way only. */
  public static boolean isPlain(String path) {
    int segment = 0;
    boolean onlyDots = true;
    for (int i = 1; i <= path.length(); i++) {
      char c = i == path.length() ? '/' : path.charAt(i);
      if (c == '/') {
        if (segment == 0 || onlyDots) {
          return false;
        }
        segment = 0;
        onlyDots = true;
      } else if (isUnreserved(c)) {
        segment++;
        onlyDots &= c == '.';
      } else {
        return false;
      }
    }
    return path.startsWith("/");
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~".indexOf(c) >= 0;
  }
}

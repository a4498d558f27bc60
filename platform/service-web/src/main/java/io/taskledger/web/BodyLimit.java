package io.taskledger.web;

import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import io.taskledger.web.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies over a limit, whether or not they say their length, without reading them whole;
 * and bodies that are compressed, or in another encoding than UTF-8, which a JSON reader would
 * otherwise find out by itself.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
public final class BodyLimit extends OncePerRequestFilter {
  private final long limit;
  private final Map<String, Long> others;

  /** A limit in bytes. */
  public BodyLimit(long limit) {
    this(limit, Map.of());
  }

  /** A limit in bytes, with others for some paths. */
  public BodyLimit(long limit, Map<String, Long> others) {
    this.limit = limit;
    this.others = Map.copyOf(others);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long most = others.getOrDefault(request.getRequestURI(), limit);
    if (request.getContentLengthLong() > most) {
      Problems.write(response, tooLarge(most));
    } else if (isEncoded(request)) {
      Problems.write(response, notUtf8());
    } else if (request.getContentLengthLong() == 0 || request.getContentType() == null) {
      chain.doFilter(request, response);
    } else {
      chain.doFilter(new Limited(request, most), response);
    }
  }

  private static boolean isEncoded(HttpServletRequest request) {
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    String charset = request.getCharacterEncoding();
    return encoding != null && !encoding.equalsIgnoreCase("identity")
        || charset != null
            && request.getContentType() != null
            && request.getContentType().toLowerCase(Locale.ROOT).contains("charset")
            && !charset.equalsIgnoreCase("UTF-8");
  }

  private static ProblemException notUtf8() {
    return ProblemException.of(
        ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send the body uncompressed and in UTF-8.");
  }

  private static ProblemException tooLarge(long limit) {
    return ProblemException.of(ErrorCode.BODY_TOO_LARGE, "At most " + limit + " bytes are taken.");
  }

  private static final class Limited extends HttpServletRequestWrapper {
    private final long limit;

    Limited(HttpServletRequest request, long limit) {
      super(request);
      this.limit = limit;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new Counted(super.getInputStream(), limit);
    }
  }

  private static final class Counted extends ServletInputStream {
    private static final int FIRST_OF_A_MARK = 0xFE;

    private final ServletInputStream in;
    private final long limit;
    private long count;

    Counted(ServletInputStream in, long limit) {
      this.in = in;
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      if (read >= 0) {
        count(1, read);
      }
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = in.read(bytes, offset, length);
      if (read > 0) {
        // In UTF-16 and UTF-32 every JSON text has a zero, or a mark, in its first two bytes.
        count(read, read > 1 && bytes[offset + 1] == 0 ? 0 : bytes[offset] & 0xFF);
      }
      return read;
    }

    private void count(int read, int first) {
      if (count < 2 && (first == 0 || first >= FIRST_OF_A_MARK)) {
        throw notUtf8();
      }
      count += read;
      if (count > limit) {
        throw tooLarge(limit);
      }
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }
  }
}

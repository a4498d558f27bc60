package io.taskledger.events.web;

import io.taskledger.events.problem.ErrorCode;
import io.taskledger.events.problem.Problems;
import io.taskledger.events.problem.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies over a limit, whether or not they say their length, without reading them whole.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
public final class BodyLimit extends OncePerRequestFilter {
  private final long limit;

  /** A limit in bytes. */
  public BodyLimit(long limit) {
    this.limit = limit;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > limit) {
      Problems.write(response, tooLarge());
    } else if (request.getContentLengthLong() >= 0) {
      chain.doFilter(request, response);
    } else {
      chain.doFilter(new Limited(request), response);
    }
  }

  private Refusal tooLarge() {
    return Refusal.of(ErrorCode.BODY_TOO_LARGE, "At most " + limit + " bytes are taken.");
  }

  private final class Limited extends HttpServletRequestWrapper {
    Limited(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new Counted(super.getInputStream());
    }
  }

  private final class Counted extends ServletInputStream {
    private final ServletInputStream in;
    private long count;

    Counted(ServletInputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = in.read(bytes, offset, length);
      count(Math.max(read, 0));
      return read;
    }

    private void count(int read) {
      count += read;
      if (count > limit) {
        throw tooLarge();
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

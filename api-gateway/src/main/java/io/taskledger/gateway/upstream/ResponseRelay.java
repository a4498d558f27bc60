package io.taskledger.gateway.upstream;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.coyote.CloseNowException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service's answer on its way to the client, piece by piece as it arrives. */
final class ResponseRelay {

  private static final Logger LOG = LoggerFactory.getLogger(ResponseRelay.class);
  private static final int PIECE = 8192;

  private ResponseRelay() {}

  static void pass(ClassicHttpResponse from, HttpHost service, HttpServletResponse to)
      throws IOException {
    to.setStatus(from.getCode());
    Headers.toClient(from, service, to);
    HttpEntity entity = from.getEntity();
    if (entity == null) {
      return;
    }
    long length = entity.getContentLength();
    boolean flowing = length < 0;
    if (flowing) {
      // The head of a stream is news in itself: the client learns that it is connected.
      to.flushBuffer();
    }
    byte[] piece = new byte[flowing ? PIECE : (int) Math.clamp(length, 1, PIECE)];
    InputStream in = entity.getContent();
    OutputStream out = to.getOutputStream();
    for (int n = read(in, piece, service); n >= 0; n = read(in, piece, service)) {
      out.write(piece, 0, n);
      if (flowing) {
        out.flush();
      }
    }
  }

  private static int read(InputStream in, byte[] piece, HttpHost service) throws IOException {
    try {
      return in.read(piece);
    } catch (IOException e) {
      LOG.warn("{} broke off in the middle of an answer: {}", service, e.toString());
      // Tomcat cuts the connection, so that the client cannot take the part for the whole.
      throw new CloseNowException(e);
    }
  }
}

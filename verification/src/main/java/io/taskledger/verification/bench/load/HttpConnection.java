package io.taskledger.verification.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One kept-alive HTTP/1.1 connection to a port of this machine, for one thread. It does only what a
 * load generator needs: the JDK's client would take a good part of two cores for itself.
 */
public final class HttpConnection implements AutoCloseable {
  private static final int PATIENCE_MS = 20_000;
  private static final int ROOM = 16 * 1024;

  private final int port;
  private @Nullable Socket socket;
  private byte[] buffer = new byte[ROOM];
  private int filled;
  private String head = "";
  private int bodyFrom;
  private int bodyTo;

  /** Connects to this port on 127.0.0.1. */
  public HttpConnection(int port) throws IOException {
    this.port = port;
    socket = connect();
  }

  /** Sends a rendered request, reads the whole answer and tells its status. */
  public int send(byte[] request) throws IOException {
    boolean answered = false;
    try {
      Socket connected = socket == null ? connect() : socket;
      socket = connected;
      connected.getOutputStream().write(request);
      filled = 0;
      int headEnd = readHead(connected);
      head = new String(buffer, 0, headEnd, StandardCharsets.ISO_8859_1);
      int status = Integer.parseInt(head, 9, 12, 10);
      readBody(connected, status, headEnd);
      answered = !"close".equalsIgnoreCase(header("Connection"));
      return status;
    } finally {
      if (!answered) {
        close();
      }
    }
  }

  /** A header of the last answer. */
  public @Nullable String header(String name) {
    int line = head.indexOf("\r\n");
    while (line >= 0 && line + 2 < head.length()) {
      int start = line + 2;
      int next = head.indexOf("\r\n", start);
      int colon = start + name.length();
      if (colon < head.length()
          && head.charAt(colon) == ':'
          && head.regionMatches(true, start, name, 0, name.length())) {
        return head.substring(colon + 1, next < 0 ? head.length() : next).strip();
      }
      line = next;
    }
    return null;
  }

  /** The body of the last answer. */
  public String body() {
    return new String(buffer, bodyFrom, bodyTo - bodyFrom, StandardCharsets.UTF_8);
  }

  private Socket connect() throws IOException {
    var opened = new Socket(InetAddress.getLoopbackAddress(), port);
    opened.setTcpNoDelay(true);
    opened.setSoTimeout(PATIENCE_MS);
    return opened;
  }

  private int readHead(Socket connected) throws IOException {
    int looked = 0;
    while (true) {
      for (int i = looked; i + 3 < filled; i++) {
        if (buffer[i] == '\r'
            && buffer[i + 1] == '\n'
            && buffer[i + 2] == '\r'
            && buffer[i + 3] == '\n') {
          return i + 4;
        }
      }
      looked = Math.max(0, filled - 3);
      fill(connected);
    }
  }

  private void readBody(Socket connected, int status, int from) throws IOException {
    bodyFrom = from;
    bodyTo = from;
    String length = header("Content-Length");
    if (length != null) {
      bodyTo = from + Integer.parseInt(length);
      while (filled < bodyTo) {
        fill(connected);
      }
    } else if ("chunked".equalsIgnoreCase(header("Transfer-Encoding"))) {
      readChunks(connected, from);
    } else if (status != 204 && status != 304) {
      throw new IOException("An answer without a length: " + head.strip());
    }
  }

  /** Puts the chunks behind each other in the buffer. */
  private void readChunks(Socket connected, int from) throws IOException {
    int at = from;
    while (true) {
      int lineEnd = at;
      while (lineEnd + 1 >= filled || buffer[lineEnd] != '\r') {
        if (lineEnd + 1 >= filled) {
          fill(connected);
        } else {
          lineEnd++;
        }
      }
      String size = new String(buffer, at, lineEnd - at, StandardCharsets.ISO_8859_1);
      int chunk = Integer.parseInt(size.strip(), 16);
      int data = lineEnd + 2;
      at = data + chunk + 2;
      while (filled < at) {
        fill(connected);
      }
      if (chunk == 0) {
        return;
      }
      System.arraycopy(buffer, data, buffer, bodyTo, chunk);
      bodyTo += chunk;
    }
  }

  private void fill(Socket connected) throws IOException {
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = connected.getInputStream().read(buffer, filled, buffer.length - filled);
    if (read < 0) {
      throw new EOFException("The connection to port " + port + " was closed");
    }
    filled += read;
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}

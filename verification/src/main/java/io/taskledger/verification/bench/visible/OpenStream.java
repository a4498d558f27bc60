package io.taskledger.verification.bench.visible;

import io.taskledger.verification.bench.load.Person;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One client of the live stream: what a browser's {@code EventSource} does, on a socket. */
final class OpenStream implements AutoCloseable {
  private static final int CONNECTED_WITHIN_MS = 10_000;
  private static final int BEGUN_WITHIN_MS = 30_000;
  private static final int ROOM = 4 * 1024;
  private static final String TASK_ID = "\"taskId\":\"";
  private static final int UUID_LENGTH = 36;

  private final Socket socket = new Socket();
  private final BufferedReader lines;

  /** Is told of each change that arrives. */
  @FunctionalInterface
  interface Listener {
    void changed(String taskId, long arrived);
  }

  /** A stream of this person; it has begun, so that no later change is missed. */
  OpenStream(int gateway, Person person) throws IOException {
    // Of those who read nothing not much may disappear in buffers.
    socket.setReceiveBufferSize(ROOM);
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway), CONNECTED_WITHIN_MS);
    socket.setSoTimeout(BEGUN_WITHIN_MS);
    // HTTP/1.0 knows no chunks, so what comes is what was sent.
    socket
        .getOutputStream()
        .write(
            "GET /api/stream HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(person.token())
                .getBytes(StandardCharsets.US_ASCII));
    lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), ROOM);
    String status = lines.readLine();
    if (status == null || !status.contains(" 200")) {
      throw new IOException("The stream was answered with " + status);
    }
    String line = lines.readLine();
    while (line != null && !line.startsWith("id: ")) {
      line = lines.readLine();
    }
    if (line == null) {
      throw new IOException("The stream ended before it began");
    }
  }

  /** Reads until the stream is closed. */
  void read(Listener listener) {
    try {
      socket.setSoTimeout(0);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("data: ")) {
          long arrived = System.nanoTime();
          int at = line.indexOf(TASK_ID) + TASK_ID.length();
          listener.changed(line.substring(at, at + UUID_LENGTH), arrived);
        }
      }
    } catch (IOException closed) {
      // By the benchmark, at its end; what did not arrive is counted as missing.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

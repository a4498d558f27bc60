package io.taskledger.devservers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Asks a Redis one question in plain text and gives the last line of its answer. */
final class Redis {
  private Redis() {}

  static String ask(RedisServer server, String command) throws IOException {
    return beforeTheLast(lines(server, command));
  }

  /** All lines of the answer, after those of the log-in. */
  static List<String> lines(RedisServer server, String command) throws IOException {
    String password = URI.create(server.uri()).getUserInfo().substring(1);
    return lines(server.port(), "AUTH " + password + "\r\n" + command);
  }

  /** The last line is the answer to QUIT. */
  private static String beforeTheLast(List<String> lines) {
    return lines.get(lines.size() - 2);
  }

  /** As a client that has no password. */
  static String askAsAnybody(RedisServer server, String command) throws IOException {
    return beforeTheLast(lines(server.port(), command));
  }

  private static List<String> lines(int port, String command) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
      var answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return answer.lines().toList();
    }
  }
}

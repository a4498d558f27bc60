package io.taskledger.notification.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Speaks SMTP, and answers some commands with what the test wants; every other one with yes. */
final class ScriptedMailServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Map<String, String> answers;

  /**
   * Starts.
   *
   * @param answers whole answers by the first word of the command; {@code "."} ends the mail
   */
  ScriptedMailServer(Map<String, String> answers) throws IOException {
    this.socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    this.answers = answers;
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        talk(client);
      } catch (SocketException closed) {
        return;
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }

  private void talk(Socket client) throws IOException {
    var in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
    say(client, "220 scripted");
    boolean mail = false;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (mail && !line.equals(".")) {
        continue;
      }
      String command = line.split("[ :]", 2)[0];
      String answer =
          answers.getOrDefault(command, command.equals("DATA") ? "354 go on" : "250 ok");
      mail = answer.startsWith("354");
      say(client, answer);
    }
  }

  private static void say(Socket client, String answer) throws IOException {
    client.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

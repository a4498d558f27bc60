package io.taskledger.devservers;

import io.taskledger.devservers.process.Binaries;
import io.taskledger.devservers.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A real Redis in a process of its own, reachable on 127.0.0.1 only. It writes every command to an
 * append-only file and flushes that to the disk once a second.
 */
public final class RedisServer implements AutoCloseable {
  private static final String NAME = "redis";
  private static final String PROGRAM = "redis-server";
  private static final Duration STARTED_WITHIN = Duration.ofMinutes(1);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(20);
  private static final int ANSWERED_WITHIN_MS = 1_000;

  private final ServerDirectory home;
  private final Path log;
  private final int port;

  private RedisServer(ServerDirectory home, Path log, int port) {
    this.home = home;
    this.log = log;
    this.port = port;
  }

  /**
   * Starts the server on the data in the directory, which is created when missing. What a killed
   * JVM left running there is shut down first. The program is unpacked to the sibling {@code
   * binaries}, the log is the sibling {@code logs/redis.log}.
   *
   * @param port 0 for a free one
   * @throws ServerStartException when the port or the directory is in use, or the server fails
   */
  public static RedisServer start(Path directory, int port) {
    return start(directory, port, directory.resolveSibling("binaries"));
  }

  static RedisServer start(Path directory, int port, Path binaries) {
    ServerDirectory home = ServerDirectory.own(NAME, directory);
    boolean started = false;
    try {
      stop(home.path());
      int chosen = Ports.freeOrRequired("Redis", port);
      Path log = home.log();
      Process process =
          Processes.command(home.path(), log, words(Binaries.redis(binaries), chosen)).start();
      started =
          Processes.await(STARTED_WITHIN, () -> !process.isAlive() || answers(chosen))
              && process.isAlive();
      if (!started) {
        process.destroyForcibly();
        throw new ServerStartException(
            "Redis did not start; the reason is at the end of %s.".formatted(log));
      }
      return new RedisServer(home, log, chosen);
    } catch (IOException e) {
      throw home.unusable(e);
    } finally {
      if (!started) {
        home.close();
      }
    }
  }

  /**
   * Shuts down what a killed JVM left running in this directory. {@link #start} does so too; this
   * is for those who first check that their ports are free.
   *
   * @throws ServerStartException when a living JVM uses the directory
   */
  public static void endOrphan(Path directory) {
    ServerDirectory.own(NAME, directory).closeAfter(RedisServer::stop);
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** What the server has to say. */
  public Path log() {
    return log;
  }

  /** Ends the server with SIGKILL, for failure tests; close() is still due. */
  public void kill() {
    try {
      Processes.kill(PROGRAM, home.path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Shuts down cleanly, with all commands on the disk; may be called again. */
  @Override
  public void close() {
    home.closeAfter(RedisServer::stop);
  }

  private static void stop(Path directory) throws IOException {
    Processes.end(PROGRAM, directory, STOPPED_WITHIN);
  }

  private static List<String> words(Path program, int port) {
    // A session of its own: Ctrl-C in a terminal must not end Redis before its clients.
    var words = new ArrayList<>(List.of("setsid", program.toString()));
    words.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
    words.addAll(List.of("--dir", ".", "--pidfile", "redis.pid"));
    words.addAll(List.of("--appendonly", "yes", "--appendfsync", "everysec", "--save", ""));
    return words;
  }

  private static boolean answers(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(ANSWERED_WITHIN_MS);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      // While it still loads its data, it answers "-LOADING".
      return socket.getInputStream().read() == '+';
    } catch (IOException notYet) {
      return false;
    }
  }
}

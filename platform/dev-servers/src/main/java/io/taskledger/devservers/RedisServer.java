package io.taskledger.devservers;

import io.taskledger.devservers.process.Binaries;
import io.taskledger.devservers.process.Processes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/**
 * A real Redis in a process of its own, reachable on 127.0.0.1 with its password only. It writes
 * every command to an append-only file and flushes that to the disk once a second. The commands
 * that would let a client write files or load code are removed.
 */
public final class RedisServer implements AutoCloseable {
  private static final String NAME = "redis";
  private static final String PROGRAM = "redis-server";
  private static final String CONFIGURATION = "redis.conf";
  private static final Duration STARTED_WITHIN = Duration.ofMinutes(1);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(20);
  private static final int ANSWERED_WITHIN_MS = 1_000;

  private final ServerDirectory home;
  private final Path log;
  private final int port;
  private final String password;

  private RedisServer(ServerDirectory home, Path log, int port, String password) {
    this.home = home;
    this.log = log;
    this.port = port;
    this.password = password;
  }

  /**
   * Starts the server on the data in the directory, which is created when missing. What a killed
   * JVM left running there is shut down first. The program is unpacked to the sibling {@code
   * binaries}, the log is the sibling {@code logs/redis.log}.
   *
   * @param port 0 for a free one
   * @param password that clients must send: letters, digits, {@code -} and {@code _}
   * @throws ServerStartException when the port or the directory is in use, or the server fails
   */
  public static RedisServer start(Path directory, int port, String password) {
    return start(directory, port, password, directory.resolveSibling("binaries"));
  }

  static RedisServer start(Path directory, int port, String password, Path binaries) {
    ServerDirectory home = ServerDirectory.own(NAME, directory);
    boolean started = false;
    try {
      stop(home.path());
      int chosen = Ports.freeOrRequired("Redis", port);
      Path log = home.log();
      configure(home.path(), chosen, password);
      Process process =
          Processes.command(home.path(), log, words(Binaries.redis(binaries))).start();
      started =
          Processes.await(STARTED_WITHIN, () -> !process.isAlive() || answers(chosen, password))
              && process.isAlive();
      if (!started) {
        process.destroyForcibly();
        throw new ServerStartException(
            "Redis did not start; the reason is at the end of %s.".formatted(log));
      }
      return new RedisServer(home, log, chosen, password);
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

  /** Where clients find it, with the password. */
  public String uri() {
    return uri(port, password);
  }

  /** Where clients find a server on this port of 127.0.0.1, with its password. */
  public static String uri(int port, String password) {
    return "redis://:%s@127.0.0.1:%d".formatted(password, port);
  }

  /** The log file. */
  public Path log() {
    return log;
  }

  /** The configuration, with the password. */
  Path configuration() {
    return home.path().resolve(CONFIGURATION);
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

  private static List<String> words(Path program) {
    // A session of its own: Ctrl-C in a terminal must not end Redis before its clients.
    return List.of("setsid", program.toString(), CONFIGURATION);
  }

  /** In a file that only its owner reads: what stands on a command line everybody can see. */
  private static void configure(Path directory, int port, String password) throws IOException {
    if (!password.matches("[A-Za-z0-9_-]+")) {
      throw new IllegalArgumentException("The password of Redis has letters, digits, - and _");
    }
    Path file = directory.resolve(CONFIGURATION);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file,
        """
        # Written anew at every start.
        bind 127.0.0.1
        port %d
        dir .
        pidfile redis.pid
        appendonly yes
        appendfsync everysec
        save ""
        requirepass %s
        rename-command CONFIG ""
        rename-command DEBUG ""
        rename-command MODULE ""
        rename-command REPLICAOF ""
        rename-command SLAVEOF ""
        rename-command MIGRATE ""
        """
            .formatted(port, password));
  }

  private static boolean answers(int port, String password) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(ANSWERED_WITHIN_MS);
      socket
          .getOutputStream()
          .write("AUTH %s\r\nPING\r\n".formatted(password).getBytes(StandardCharsets.US_ASCII));
      var answers =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      // While it still loads its data, it answers "-LOADING".
      return "+OK".equals(answers.readLine()) && "+PONG".equals(answers.readLine());
    } catch (IOException notYet) {
      return false;
    }
  }
}

package io.taskledger.devservers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of this machine: finds free ones, and says clearly which one is taken. */
public final class Ports {
  // Below the range from which the kernel serves outgoing connections (32768 and up on Linux):
  // a port that stands free between stop and start cannot be snatched by somebody's connection.
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /** A port on which nobody listens now; never the same one twice within a JVM. */
  public static int free() {
    for (int attempt = 0; attempt < 1_000; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (GIVEN.add(port) && isFree(port)) {
        return port;
      }
    }
    throw new ServerStartException(
        "No free port was found between %d and %d; end other servers on this machine."
            .formatted(LOWEST, HIGHEST));
  }

  /**
   * Checks that nobody listens on these ports.
   *
   * @param portsByPurpose the port for each purpose; the purpose is shown to the user and names the
   *     environment variable to change, such as {@code "PostgreSQL (TASKLEDGER_POSTGRES_PORT)"}
   * @throws ServerStartException naming the first port that is taken, and its purpose
   */
  public static void requireFree(Map<String, Integer> portsByPurpose) {
    portsByPurpose.forEach(Ports::requireFree);
  }

  static int freeOrRequired(String purpose, int port) {
    if (port == 0) {
      return free();
    }
    requireFree(purpose, port);
    return port;
  }

  private static void requireFree(String purpose, int port) {
    if (!isFree(port)) {
      throw new ServerStartException(
          "Port %d for %s is already in use; end the program that listens there, or choose another port."
              .formatted(port, purpose));
    }
  }

  private static boolean isFree(int port) {
    return canListen(new InetSocketAddress(port))
        && canListen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  private static boolean canListen(InetSocketAddress address) {
    try (var socket = new ServerSocket()) {
      socket.bind(address);
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}

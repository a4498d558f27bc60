package io.taskledger.command.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands before a server on the same port of another loopback address, and cuts connections: what
 * the client sent has arrived, and the answer is lost.
 */
final class CuttingProxy implements AutoCloseable {
  /** Where clients find it; the server itself listens on 127.0.0.1. */
  static final String HOST = "127.0.0.2";

  private static final int ROOM = 65_536;

  private final int port;
  private final ServerSocket door = new ServerSocket();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicLong answers = new AtomicLong();
  private final AtomicLong cuts = new AtomicLong();
  private volatile int everyNthAnswer = Integer.MAX_VALUE;

  CuttingProxy(int port) throws IOException {
    this.port = port;
    door.bind(new InetSocketAddress(HOST, port));
    Thread.ofVirtual().start(this::welcome);
  }

  /** From now on every n-th answer is lost with its connection. */
  void cutEvery(int nthAnswer) {
    everyNthAnswer = nthAnswer;
  }

  /** From now on nothing is lost. */
  void mend() {
    everyNthAnswer = Integer.MAX_VALUE;
  }

  /** How many connections were cut. */
  long cuts() {
    return cuts.get();
  }

  private void welcome() {
    try {
      while (true) {
        Socket client = door.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException closed) {
      // The door was closed: nobody comes any more.
    }
  }

  private void serve(Socket client) {
    sockets.add(client);
    try (client;
        var server = new Socket(InetAddress.getLoopbackAddress(), port)) {
      sockets.add(server);
      Thread requests = Thread.ofVirtual().start(() -> pump(client, server, false));
      pump(server, client, true);
      client.close();
      requests.join();
      sockets.remove(server);
    } catch (IOException away) {
      // The server is not there: the client sees its connection closed.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(client);
    }
  }

  /** Copies until one side is gone or the connection is cut. */
  private void pump(Socket from, Socket to, boolean mayBeCut) {
    byte[] buffer = new byte[ROOM];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (mayBeCut && answers.incrementAndGet() % everyNthAnswer == 0) {
          cuts.incrementAndGet();
          return;
        }
        out.write(buffer, 0, read);
      }
      to.shutdownOutput();
    } catch (IOException gone) {
      // The other direction ends, too.
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}

package io.taskledger.notification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.taskledger.events.user.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Answers for command-side what people prefer: reminders by mail, except for some. */
public final class StandInCommandSide implements AutoCloseable {
  public static final String SERVICE_TOKEN = "token";
  private static final String PATH = "/internal/preferences/";

  private final HttpServer server;
  private final Set<String> wantNone = ConcurrentHashMap.newKeySet();

  /** Starts at a free port. */
  public StandInCommandSide() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.createContext(PATH, this::answer);
    server.start();
  }

  public URI uri() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** From now on this user wants no reminders. */
  public void wantsNoReminders(UserId user) {
    wantNone.add(user.toString());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean allowed =
          ("Bearer " + SERVICE_TOKEN)
              .equals(exchange.getRequestHeaders().getFirst("Authorization"));
      String user = exchange.getRequestURI().getPath().substring(PATH.length());
      String channels = wantNone.contains(user) ? "[]" : "[\"email\"]";
      byte[] body =
          "{\"reminderChannels\":%s,\"timeZone\":\"UTC\",\"weekStart\":\"MONDAY\"}"
              .formatted(channels)
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(allowed ? 200 : 401, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

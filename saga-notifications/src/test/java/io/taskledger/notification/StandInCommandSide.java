package io.taskledger.notification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.taskledger.events.DomainEvent;
import io.taskledger.events.codec.EventJson;
import io.taskledger.events.codec.EventType;
import io.taskledger.events.user.UserId;
import io.taskledger.eventstream.PageTrailer;
import io.taskledger.eventstream.RecordedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Answers for command-side what people prefer: reminders by mail, except for some. */
public final class StandInCommandSide implements AutoCloseable {
  public static final String SERVICE_TOKEN = "token";
  private static final String PATH = "/internal/preferences/";
  private static final String CONTACTS = "/internal/contacts/";

  private final HttpServer server;
  private final List<RecordedEvent> events = new ArrayList<>();
  private final Set<String> wantNone = ConcurrentHashMap.newKeySet();
  private final Set<String> unconfirmed = ConcurrentHashMap.newKeySet();
  private final Set<String> strangers = ConcurrentHashMap.newKeySet();

  /** Starts at a free port. */
  public StandInCommandSide() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.createContext(PATH, this::answer);
    server.createContext(CONTACTS, this::known);
    server.createContext("/internal/events", this::events);
    server.start();
  }

  public URI uri() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** From now on this user wants no reminders. */
  public void wantsNoReminders(UserId user) {
    wantNone.add(user.toString());
  }

  /** From now on this user has not confirmed the address, or has. */
  public void confirmed(UserId user, boolean confirmed) {
    if (confirmed) {
      unconfirmed.remove(user.toString());
    } else {
      unconfirmed.add(user.toString());
    }
  }

  /** From now on this user knows nobody. */
  public void knowsNobody(UserId user) {
    strangers.add(user.toString());
  }

  /** Something happened, which the event stream tells from now on. */
  public synchronized void happened(DomainEvent event, long version, Instant at) {
    EventType type = EventType.of(event);
    events.add(
        new RecordedEvent(
            events.size() + 1L,
            version,
            at.toEpochMilli(),
            UUID.randomUUID().toString(),
            event.streamId().toString(),
            type.stableName(),
            type.revision(),
            "{\"actorKind\":\"user\"}",
            EventJson.write(event)));
  }

  private synchronized void events(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    if (query.contains("streamId=")) {
      send(exchange, new PageTrailer(0, events.size()).write() + "\n");
      return;
    }
    int after = Integer.parseInt(query.replaceAll(".*after=(\\d+).*", "$1"));
    var page = new StringBuilder();
    events
        .subList(Math.min(after, events.size()), events.size())
        .forEach(event -> page.append(event.write()).append('\n'));
    send(
        exchange,
        page.append(new PageTrailer(events.size(), events.size()).write()).append('\n').toString());
  }

  private void known(HttpExchange exchange) throws IOException {
    String user = exchange.getRequestURI().getPath().substring(CONTACTS.length()).split("/")[0];
    send(exchange, "{\"known\":" + !strangers.contains(user) + "}");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String user = exchange.getRequestURI().getPath().substring(PATH.length());
    send(
        exchange,
        "{\"reminderChannels\":%s,\"timeZone\":\"UTC\",\"weekStart\":\"MONDAY\",\"emailConfirmed\":%s}"
            .formatted(
                wantNone.contains(user) ? "[]" : "[\"email\"]", !unconfirmed.contains(user)));
  }

  private static void send(HttpExchange exchange, String json) throws IOException {
    try (exchange) {
      boolean allowed =
          ("Bearer " + SERVICE_TOKEN)
              .equals(exchange.getRequestHeaders().getFirst("Authorization"));
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
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

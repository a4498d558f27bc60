package io.taskledger.query.given;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.taskledger.eventstream.EventStreamClient;
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
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The event feed as command-side serves it, over HTTP, with small pages; and preferences. */
public final class EventStreamServer {
  private static final int PAGE = 64;
  private static final String PREFERENCES = "/internal/preferences/";
  private static final String ASSIGNMENTS = "/internal/assignments/";
  private static @Nullable EventStreamServer started;

  private final HttpServer server;
  private final List<RecordedEvent> lines = new ArrayList<>();
  private final Map<String, String> preferences = new ConcurrentHashMap<>();
  private final Set<String> assignable = ConcurrentHashMap.newKeySet();
  private final List<String> askedForAssignments = new CopyOnWriteArrayList<>();
  private volatile boolean away;

  private EventStreamServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/internal/events",
        exchange -> {
          byte[] page = page(exchange.getRequestURI().getQuery()).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(away ? 503 : 200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.createContext(PREFERENCES, this::preferences);
    server.createContext(ASSIGNMENTS, this::assignments);
    server.start();
  }

  /** The one that the service under test follows. */
  public static synchronized EventStreamServer started() {
    if (started == null) {
      started = new EventStreamServer();
    }
    return started;
  }

  /** From now on the user has these days and weeks. */
  public void prefers(UUID user, String timeZone, String weekStart) {
    preferences.put(user.toString(), preferences(timeZone, weekStart));
  }

  private static String preferences(String timeZone, String weekStart) {
    return "{\"reminderChannels\":[],\"timeZone\":\"%s\",\"weekStart\":\"%s\",\"theme\":\"DARK\"}"
        .formatted(timeZone, weekStart);
  }

  private void preferences(HttpExchange exchange) throws IOException {
    try (exchange) {
      String user = exchange.getRequestURI().getPath().substring(PREFERENCES.length());
      byte[] body =
          preferences
              .getOrDefault(user, preferences("UTC", "MONDAY"))
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(away ? 503 : 200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** From now on this user lets others assign tasks to them. */
  public void letsAssign(UUID user) {
    assignable.add(user.toString());
  }

  /** How often it was asked whether somebody lets others assign. */
  public int askedForAssignments() {
    return askedForAssignments.size();
  }

  private void assignments(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(ASSIGNMENTS.length());
      askedForAssignments.add(path);
      byte[] body =
          "{\"allowed\":%s}"
              .formatted(assignable.contains(path.split("/")[0]))
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Something happens to a task; tells its position. */
  public synchronized long append(UUID task, long version, Instant at) {
    return append("TaskUpdated", task, version, at, "{}");
  }

  /** A user changes a task; tells the position. */
  public synchronized long append(UUID actor, UUID task, long version) {
    return append("TaskUpdated", task, version, Instant.EPOCH, "{\"actor\":\"" + actor + "\"}");
  }

  /** Something happens that is of no task. */
  public synchronized long appendOther() {
    return append("UserRegistered", UUID.randomUUID(), 1, Instant.EPOCH, "{}");
  }

  private long append(String type, UUID stream, long version, Instant at, String metaData) {
    long position = lines.size() + 1L;
    lines.add(
        new RecordedEvent(
            position,
            version,
            at.toEpochMilli(),
            UUID.randomUUID().toString(),
            stream.toString(),
            type,
            "1",
            metaData,
            "{}"));
    return position;
  }

  public synchronized long head() {
    return lines.size();
  }

  public void goAway() {
    away = true;
  }

  public void comeBack() {
    away = false;
  }

  public URI uri() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  public EventStreamClient client() {
    return new EventStreamClient(uri(), "token");
  }

  private synchronized String page(String query) {
    long after = Long.parseLong(query.replaceAll(".*after=(\\d+).*", "$1"));
    int limit = Integer.parseInt(query.replaceAll(".*limit=(\\d+).*", "$1"));
    List<String> types =
        Stream.of(query.split("&"))
            .filter(each -> each.startsWith("type="))
            .map(each -> each.substring("type=".length()))
            .toList();
    int from = (int) Math.min(after, lines.size());
    List<RecordedEvent> page =
        lines.subList(from, Math.min(from + Math.min(limit, PAGE), lines.size()));
    long until = page.isEmpty() ? Math.max(after, lines.size()) : page.getLast().position();
    return Stream.concat(
            page.stream()
                .filter(line -> types.isEmpty() || types.contains(line.type()))
                .map(RecordedEvent::write),
            Stream.of(new PageTrailer(until, lines.size()).write()))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }
}

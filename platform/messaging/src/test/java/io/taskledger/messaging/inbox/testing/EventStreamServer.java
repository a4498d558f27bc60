package io.taskledger.messaging.inbox.testing;

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
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Serves events as command-side does, by position and by aggregate. */
public final class EventStreamServer implements AutoCloseable {
  private static final int PAGE = 3;

  private final HttpServer server;
  private final List<RecordedEvent> events = new CopyOnWriteArrayList<>();
  private final List<String> queries = new CopyOnWriteArrayList<>();

  /** Starts with no event. */
  public EventStreamServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.createContext(
        "/internal/events",
        exchange -> {
          String query = exchange.getRequestURI().getQuery();
          queries.add(query);
          byte[] page = page(query).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
  }

  /** Stores events, in the order of their positions. */
  public void store(RecordedEvent... recorded) {
    events.addAll(List.of(recorded));
  }

  /** How many pages by position were read. */
  public long pagesByPosition() {
    return queries.stream().filter(query -> query.contains("after=")).count();
  }

  /** A client of this server that asks once. */
  public EventStreamClient client() {
    return new EventStreamClient(
            URI.create("http://localhost:" + server.getAddress().getPort()), "token")
        .withPatience(Duration.ZERO);
  }

  private String page(String query) {
    Map<String, List<String>> parameters =
        Arrays.stream(query.split("&"))
            .map(each -> each.split("=", 2))
            .collect(
                Collectors.groupingBy(
                    each -> each[0], Collectors.mapping(each -> each[1], Collectors.toList())));
    if (parameters.containsKey("streamId")) {
      String stream = first(parameters, "streamId");
      long from = Long.parseLong(first(parameters, "fromVersion"));
      List<RecordedEvent> found =
          events.stream()
              .filter(each -> each.aggregateId().equals(stream) && each.version() >= from)
              .toList();
      long until = found.isEmpty() ? from - 1 : found.getLast().version();
      return write(found, new PageTrailer(until, until));
    }
    long after = Long.parseLong(first(parameters, "after"));
    List<RecordedEvent> found =
        events.stream().filter(each -> each.position() > after).limit(PAGE).toList();
    long head = events.isEmpty() ? 0 : events.getLast().position();
    return write(
        found.stream()
            .filter(each -> parameters.getOrDefault("type", List.of()).contains(each.type()))
            .toList(),
        new PageTrailer(
            found.isEmpty() ? Math.max(after, head) : found.getLast().position(), head));
  }

  private static String first(Map<String, List<String>> parameters, String name) {
    return parameters.getOrDefault(name, List.of()).getFirst();
  }

  private static String write(List<RecordedEvent> found, PageTrailer trailer) {
    return Stream.concat(found.stream().map(RecordedEvent::write), Stream.of(trailer.write()))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

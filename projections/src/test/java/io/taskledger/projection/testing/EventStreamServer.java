package io.taskledger.projection.testing;

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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The event feed as command-side serves it, over HTTP, with small pages. */
public final class EventStreamServer implements AutoCloseable {
  private static final int PAGE = 64;

  private final HttpServer server;
  private final List<RecordedEvent> lines = new CopyOnWriteArrayList<>();
  private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
  private volatile boolean away;
  private volatile long last = Long.MAX_VALUE;

  public EventStreamServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.createContext(
        "/internal/events",
        exchange -> {
          byte[] page = page(exchange.getRequestURI().getQuery()).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(
              away || left.decrementAndGet() < 0 ? 503 : 200, page.length == 0 ? -1 : page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
  }

  /** Serves this story from now on. */
  public void tell(Story story) {
    last = Long.MAX_VALUE;
    lines.clear();
    lines.addAll(story.feed());
  }

  /** Serves the story only so far, as if the rest had still to happen. */
  public void upTo(long position) {
    last = position;
  }

  public void goAway() {
    away = true;
  }

  /** Answers so many more requests. */
  public void goAwayAfter(int requests) {
    left.set(requests);
  }

  public void comeBack() {
    away = false;
    left.set(Integer.MAX_VALUE);
  }

  public URI uri() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  public EventStreamClient client() {
    return new EventStreamClient(uri(), "token").withPatience(Duration.ZERO);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private String page(String query) {
    long after = Long.parseLong(query.replaceAll(".*after=(\\d+).*", "$1"));
    int limit = Integer.parseInt(query.replaceAll(".*limit=(\\d+).*", "$1"));
    List<String> types =
        Arrays.stream(query.split("&"))
            .filter(each -> each.startsWith("type="))
            .map(each -> each.substring("type=".length()))
            .toList();
    long head = Math.min(last, lines.size());
    List<RecordedEvent> page =
        lines.stream()
            .filter(line -> line.position() > after && line.position() <= head)
            .limit(Math.min(limit, PAGE))
            .toList();
    long until = page.isEmpty() ? Math.max(after, head) : page.getLast().position();
    return Stream.concat(
            page.stream()
                .filter(line -> types.isEmpty() || types.contains(line.type()))
                .map(RecordedEvent::write),
            Stream.of(new PageTrailer(until, head).write()))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }
}

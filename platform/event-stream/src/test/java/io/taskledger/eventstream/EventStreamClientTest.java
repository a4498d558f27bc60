package io.taskledger.eventstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.taskledger.events.codec.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A command-side that does not do what it should. */
class EventStreamClientTest {
  private static final Duration SILENCE = Duration.ofMillis(200);

  private final CountDownLatch over = new CountDownLatch(1);
  private final HttpServer server;

  EventStreamClientTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
  }

  @Test
  void aServerThatFallsSilentWithinAPageIsGivenUp() {
    assertFails(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("1\t2\t".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          awaitEnd();
        },
        "timed out");
  }

  @Test
  void aServerThatDoesNotAnswerIsGivenUp() {
    assertFails(exchange -> awaitEnd(), "timed out");
  }

  @Test
  void aPageWithoutItsEndIsAFailure() {
    assertFails(
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        },
        "cut off");
  }

  @Test
  void aRefusalIsAFailure() {
    assertFails(
        exchange -> {
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        },
        "503");
  }

  @Test
  void aBusyServerIsAskedAgainFromWhereItBrokeOff() {
    List<String> queries = new CopyOnWriteArrayList<>();
    serve(
        exchange -> {
          queries.add(exchange.getRequestURI().getQuery());
          switch (queries.size()) {
            case 1 -> exchange.sendResponseHeaders(503, -1);
            case 2 -> send(exchange, line(4) + line(5));
            case 3 -> exchange.sendResponseHeaders(429, -1);
            default -> send(exchange, line(6) + "end\t6\t6\n");
          }
          exchange.close();
        });
    List<Long> positions = new ArrayList<>();

    PageTrailer end =
        client(Duration.ofSeconds(20))
            .page(3, 10, Set.of(EventType.TASK_DELETED), event -> positions.add(event.position()));

    assertThat(positions).containsExactly(4L, 5L, 6L);
    assertThat(end).isEqualTo(new PageTrailer(6, 6));
    assertThat(queries)
        .containsExactly(
            "after=3&limit=10&type=TaskDeleted",
            "after=3&limit=10&type=TaskDeleted",
            "after=5&limit=8&type=TaskDeleted",
            "after=5&limit=8&type=TaskDeleted");
  }

  @Test
  void aStreamThatBreaksOffIsContinuedAtItsNextVersion() {
    UUID id = UUID.randomUUID();
    List<String> queries = new CopyOnWriteArrayList<>();
    serve(
        exchange -> {
          queries.add(exchange.getRequestURI().getQuery());
          // Position 7 is version 8.
          send(exchange, queries.size() == 1 ? line(7) : line(8) + "end\t9\t9\n");
          exchange.close();
        });

    assertThat(client(Duration.ofSeconds(20)).stream(id, 8))
        .extracting(RecordedEvent::version)
        .containsExactly(8L, 9L);
    assertThat(queries)
        .containsExactly(
            "streamId=" + id + "&fromVersion=8&limit=1000",
            "streamId=" + id + "&fromVersion=9&limit=999");
  }

  @Test
  void patienceEndsWhenNothingIsDelivered() {
    List<Instant> requests = new CopyOnWriteArrayList<>();
    serve(
        exchange -> {
          requests.add(Instant.now());
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });

    assertThatThrownBy(() -> client(Duration.ofMillis(600)).read(0, line -> {}))
        .isInstanceOf(UncheckedIOException.class);

    assertThat(requests).hasSizeBetween(2, 4);
  }

  @Test
  void aRequestThatIsWrongIsNotRepeated() {
    List<Instant> requests = new CopyOnWriteArrayList<>();
    serve(
        exchange -> {
          requests.add(Instant.now());
          exchange.sendResponseHeaders(401, -1);
          exchange.close();
        });

    assertThatThrownBy(() -> client(Duration.ofSeconds(20)).read(0, line -> {}))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("401");

    assertThat(requests).hasSize(1);
  }

  private static String line(long position) {
    return new RecordedEvent(position, position + 1, 1, "e", "a", "TaskDeleted", "1", "{}", "{}")
            .write()
        + "\n";
  }

  private static void send(HttpExchange exchange, String page) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(page.getBytes(StandardCharsets.UTF_8));
  }

  private void serve(HttpHandler handler) {
    server.createContext("/", handler);
    server.start();
  }

  private EventStreamClient client(Duration patience) {
    URI uri = URI.create("http://localhost:" + server.getAddress().getPort());
    return new EventStreamClient(uri, "token", SILENCE.multipliedBy(10), patience);
  }

  private void assertFails(HttpHandler handler, String message) {
    server.createContext("/", handler);
    server.start();
    URI uri = URI.create("http://localhost:" + server.getAddress().getPort());
    var stream = new EventStreamClient(uri, "token", SILENCE, Duration.ZERO);

    assertThatThrownBy(() -> stream.read(0, line -> {}))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(message);
  }

  private void awaitEnd() {
    try {
      over.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}

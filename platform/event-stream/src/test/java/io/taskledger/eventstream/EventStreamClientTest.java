package io.taskledger.eventstream;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
  void whoeverFallsSilentInTheMiddleOfAPageIsGivenUp() {
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
  void whoeverDoesNotAnswerIsGivenUp() {
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

  private void assertFails(HttpHandler handler, String message) {
    server.createContext("/", handler);
    server.start();
    URI uri = URI.create("http://localhost:" + server.getAddress().getPort());
    var feed = new EventStreamClient(uri, "token", SILENCE);

    assertThatThrownBy(() -> feed.read(0, line -> {}))
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

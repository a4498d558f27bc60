package io.taskledger.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class StreamingTest {

  private static final GatewayFixture gateway =
      new GatewayFixture("upstream.response-timeout=300ms", "upstream.connections=1");

  @BeforeEach
  void tidy() {
    gateway.tidy();
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/stream, text/event-stream",
    "/api/audit, application/x-ndjson",
    "/api/audit, text/csv"
  })
  void everyLineArrivesBeforeTheNextIsSent(String path, String type) throws Exception {
    BlockingQueue<String> lines = new SynchronousQueue<>();
    gateway.querySide.answering(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            out.flush();
            for (String line = take(lines); !line.equals("end"); line = take(lines)) {
              out.write((line + "\n").getBytes(UTF_8));
              out.flush();
            }
          }
        });

    var request = gateway.asAnna(path).header("Accept", type).build();
    var answer = gateway.client().send(request, BodyHandlers.ofInputStream());

    assertThat(answer.headers().firstValue("Content-Type")).hasValue(type);
    try (var reader = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
      for (String line : new String[] {"data: 1", "data: 2", "data: 3"}) {
        lines.put(line);
        assertThat(reader.readLine()).isEqualTo(line);
      }
      lines.put("end");
      assertThat(reader.readLine()).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/stream, text/event-stream",
    "/api/audit, application/x-ndjson",
    "/api/audit, text/csv"
  })
  void aQuietStreamOutlivesTheResponseTimeoutAndStopsNoReads(String path, String type)
      throws Exception {
    var spoken = new CountDownLatch(1);
    gateway.querySide.answering(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().flush();
          await(spoken);
          exchange.getResponseBody().write("late\n".getBytes(UTF_8));
          exchange.close();
        });
    var silent = new CountDownLatch(1);
    gateway.querySide.answering("/api/tasks", exchange -> await(silent));

    var stream =
        gateway
            .client()
            .send(
                gateway.asAnna(path).header("Accept", type).build(), BodyHandlers.ofInputStream());
    // One response timeout passes here; the only other connection is free for it.
    assertThat(gateway.call("GET", "/api/tasks").statusCode()).isEqualTo(504);
    assertThat(gateway.call("GET", "/api/dashboard").statusCode()).isEqualTo(200);
    spoken.countDown();
    silent.countDown();

    try (var reader = new BufferedReader(new InputStreamReader(stream.body(), UTF_8))) {
      assertThat(reader.readLine()).isEqualTo("late");
    }
  }

  @ParameterizedTest
  @CsvSource({"/api/stream, text/event-stream", "/api/audit, application/x-ndjson"})
  void aClientThatLeavesEndsTheStreamBehindToo(String path, String type) throws Exception {
    var ended = new CountDownLatch(1);
    gateway.querySide.answering(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try {
            for (; ; ) {
              exchange.getResponseBody().write(": still here\n".getBytes(UTF_8));
              exchange.getResponseBody().flush();
            }
          } catch (IOException e) {
            ended.countDown();
          }
        });

    var request = gateway.asAnna(path).header("Accept", type).build();
    gateway.client().send(request, BodyHandlers.ofInputStream()).body().close();

    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anExportThatBreaksOffDoesNotLookWhole() throws Exception {
    gateway.querySide.answering(
        "/api/audit",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("{}\n".getBytes(UTF_8));
          exchange.getResponseBody().flush();
          throw new IOException("no more");
        });

    var request = gateway.asAnna("/api/audit").header("Accept", "text/csv").build();
    var answer = gateway.client().send(request, BodyHandlers.ofInputStream());

    assertThat(answer.statusCode()).isEqualTo(200);
    try (var body = answer.body()) {
      assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  private static String take(BlockingQueue<String> lines) {
    try {
      String line = lines.poll(20, TimeUnit.SECONDS);
      return line == null ? "end" : line;
    } catch (InterruptedException e) {
      return "end";
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

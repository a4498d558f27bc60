package io.taskledger.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ManyStreamsTest {
  private static final int STREAMS = 2_000;

  @Test
  void twoThousandStreamsPassAtOnceAndLeaveRoomForReads() throws Exception {
    List<Socket> clients = new ArrayList<>();
    var spoken = new CountDownLatch(1);
    try (var gateway = new GatewayFixture()) {
      gateway.querySide.answering(
          "/api/stream",
          exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(": here\n".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            await(spoken);
            exchange.getResponseBody().write("data: news\n".getBytes(UTF_8));
            exchange.close();
          });
      List<BufferedReader> answers = new ArrayList<>();
      for (int i = 0; i < STREAMS; i++) {
        var client = new Socket("localhost", gateway.port());
        clients.add(client);
        client.setSoTimeout(20_000);
        // A user has a hundred streams at the most.
        String request =
            "GET /api/stream HTTP/1.0\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(gateway.issuer.tokenFor("user-" + i % 20));
        client.getOutputStream().write(request.getBytes(UTF_8));
        var answer = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8), 512);
        answers.add(answer);
        awaitLine(answer, ": here");
      }

      assertThat(gateway.call("GET", "/api/tasks").statusCode()).isEqualTo(200);
      spoken.countDown();
      for (BufferedReader answer : answers) {
        awaitLine(answer, "data: news");
      }
    } finally {
      spoken.countDown();
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  private static void awaitLine(BufferedReader answer, String expected) throws IOException {
    String line;
    do {
      line = answer.readLine();
      assertThat(line).as("the stream goes on").isNotNull();
    } while (!expected.equals(line));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(100, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

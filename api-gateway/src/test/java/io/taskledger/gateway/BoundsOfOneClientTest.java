package io.taskledger.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What one client has under way is bound, and others do not notice. */
class BoundsOfOneClientTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void bodiesOfOneClientThatAreHalfSentAreBound() throws Exception {
    try (var gateway = new GatewayFixture("buffered.client=1500B");
        var halfSent = new Socket("localhost", gateway.port())) {
      begin(gateway, halfSent, "anna", 1000);

      await().atMost(SOON).until(() -> post(gateway, "anna").statusCode() == 429);
      assertThat(post(gateway, "anna").body()).contains("\"code\":\"too-many-requests\"");
      assertThat(post(gateway, "ben").statusCode()).isEqualTo(200);

      halfSent.close();
      await().atMost(SOON).until(() -> post(gateway, "anna").statusCode() == 200);
    }
  }

  @Test
  void aBodyThatTricklesInIsNotWaitedFor() throws Exception {
    try (var gateway = new GatewayFixture("buffered.patience=300ms");
        var slow = new Socket("localhost", gateway.port())) {
      slow.setSoTimeout(20_000);
      OutputStream out = begin(gateway, slow, "anna", 100_000);
      Thread trickle = Thread.startVirtualThread(() -> trickle(out));
      String answer = new String(slow.getInputStream().readAllBytes(), US_ASCII);
      trickle.join();

      assertThat(answer).startsWith("HTTP/1.1 408").contains("\"code\":\"body-too-slow\"");
      assertThat(gateway.commandSide.wasAskedNothing()).isTrue();
    }
  }

  @Test
  void requestsOfOneClientThatAreUnderWayAreBound() throws Exception {
    assertBound("requests", "/api/tasks", "/api/dashboard");
  }

  @Test
  void searchesAndReadsOfThePastAreBoundMoreStrictly() throws Exception {
    assertBound("costly", "/api/tasks?q=milk", "/api/dashboard?asOf=2026-01-01T00:00:00Z");
  }

  /** Two requests are not answered; a third of the same kind is refused, one of Ben is served. */
  private static void assertBound(String kind, String held, String third) throws Exception {
    var answered = new CountDownLatch(1);
    try (var gateway = new GatewayFixture("limits.in-flight." + kind + "=2")) {
      gateway.querySide.answering(
          "/api/tasks",
          exchange -> {
            hold(answered);
            UpstreamStub.reply(exchange, 200, "{}");
          });
      List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        waiting.add(
            gateway.client().sendAsync(gateway.asAnna(held).build(), BodyHandlers.ofString()));
      }

      await().atMost(SOON).until(() -> status(gateway, third) == 429);
      var ben =
          gateway
              .request(third)
              .header("Authorization", "Bearer " + gateway.issuer.tokenFor("ben"));
      assertThat(gateway.send(ben).statusCode()).isEqualTo(200);

      answered.countDown();
      for (var each : waiting) {
        assertThat(each.join().statusCode()).isEqualTo(200);
      }
      await().atMost(SOON).until(() -> status(gateway, third) == 200);
    } finally {
      answered.countDown();
    }
  }

  private static int status(GatewayFixture gateway, String path) throws Exception {
    return gateway.call("GET", path).statusCode();
  }

  private static OutputStream begin(GatewayFixture gateway, Socket socket, String user, int length)
      throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(
        """
        POST /api/tasks HTTP/1.1
        Host: localhost
        Authorization: Bearer %s
        Content-Type: application/json
        Content-Length: %d

        {\
        """
            .formatted(gateway.issuer.tokenFor(user), length)
            .replace("\n", "\r\n")
            .getBytes(US_ASCII));
    out.flush();
    return out;
  }

  private static void trickle(OutputStream out) {
    var pause = new CountDownLatch(1);
    try {
      for (int i = 0; i < 200; i++) {
        out.write(' ');
        out.flush();
        pause.await(50, TimeUnit.MILLISECONDS);
      }
    } catch (IOException refused) {
      // The connection is cut after the answer.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpResponse<String> post(GatewayFixture gateway, String user) throws Exception {
    return gateway.send(
        gateway
            .request("/api/tasks")
            .header("Authorization", "Bearer " + gateway.issuer.tokenFor(user))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("x".repeat(1000))));
  }

  private static void hold(CountDownLatch latch) {
    try {
      latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.taskledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamTroubleTest {

  private static final GatewayFixture gateway =
      new GatewayFixture("upstream.response-timeout=300ms");

  @BeforeEach
  void tidy() {
    gateway.tidy();
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void theGatewayStartsAndIsReadyWhileTheServicesAreDown() throws Exception {
    int nobody = GatewayFixture.freePort();
    try (var own =
        new GatewayFixture(
            "command-side=http://localhost:" + nobody, "query-side=http://localhost:" + nobody)) {
      for (String health : new String[] {"health/liveness", "health/readiness"}) {
        assertThat(management(own, health).body()).contains("UP");
      }
      var answer = own.send(own.request("/api/sessions").POST(HttpRequest.BodyPublishers.noBody()));
      assertUnavailable(answer);
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(answer.body()).contains("Nothing was changed");
    }
  }

  @Test
  void aServiceThatIsTooSlowIsNotWaitedFor() throws Exception {
    var over = new CountDownLatch(1);
    gateway.querySide.answering("/api/tasks", exchange -> awaitUninterrupted(over));

    var answer = gateway.call("GET", "/api/tasks");
    over.countDown();

    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(answer.body()).contains("\"code\":\"upstream-timeout\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PATCH", "PUT", "DELETE"})
  void aChangeWhoseAnswerGotLostIsNotSentTwice(String method) throws Exception {
    gateway.commandSide.answering("/api/tasks", exchange -> exchange.close());

    assertUnavailable(gateway.call(method, "/api/tasks"));
    gateway.commandSide.nextSeen();
    assertThat(gateway.commandSide.wasAskedNothing()).isTrue();
  }

  @Test
  void aReadThatGotLostIsAskedOnceMore() throws Exception {
    var times = new AtomicInteger();
    gateway.querySide.answering(
        "/api/tasks",
        exchange -> {
          if (times.incrementAndGet() == 1) {
            exchange.close();
          } else {
            UpstreamStub.reply(exchange, 200, "{}");
          }
        });

    assertThat(gateway.call("GET", "/api/tasks").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(longs = {100, 0})
  void anAnswerThatBreaksOffDoesNotLookComplete(long length) {
    gateway.querySide.answering(
        "/api/tasks",
        exchange -> {
          exchange.sendResponseHeaders(200, length);
          exchange.getResponseBody().write("{\"items\":[".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          throw new IOException("killed");
        });

    assertThatThrownBy(() -> gateway.call("GET", "/api/tasks")).isInstanceOf(IOException.class);
  }

  @Test
  void requestsAreMeasuredByRouteAndNotByWhatClientsMakeUp() throws Exception {
    gateway.call("GET", "/api/tasks/1");
    gateway.call("BREW", "/made/up");

    assertThat(management(gateway, "metrics/http.server.requests").body())
        .contains("/api/tasks/**", "UNKNOWN", "OTHER")
        .doesNotContain("made", "BREW");
  }

  @Test
  void onlyHealthInfoAndMetricsAreShown() throws Exception {
    assertThat(management(gateway, "info").statusCode()).isEqualTo(200);
    assertThat(management(gateway, "env").statusCode()).isEqualTo(404);
    assertThat(gateway.call("GET", "/actuator/health").statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> management(GatewayFixture gateway, String path)
      throws Exception {
    var uri = URI.create("http://localhost:" + gateway.managementPort() + "/actuator/" + path);
    return gateway.send(HttpRequest.newBuilder(uri));
  }

  private static void assertUnavailable(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("\"code\":\"service-unavailable\"");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  private static void awaitUninterrupted(CountDownLatch over) {
    try {
      assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

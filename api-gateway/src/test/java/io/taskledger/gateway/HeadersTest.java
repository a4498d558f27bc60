package io.taskledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeadersTest {

  private static final GatewayFixture gateway = new GatewayFixture();
  private static final String TASK = "/api/tasks/1";

  @BeforeEach
  void tidy() {
    gateway.tidy();
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void whatAClientAsksForIsPassedOn() throws Exception {
    var headers =
        Map.of(
            "If-Match", "\"7\"",
            "If-None-Match", "\"6\", \"5\"",
            "Taskledger-Min-Position", "abc=",
            "Prefer", "wait=5",
            "Idempotency-Key", "import 7, line 12",
            "Accept-Language", "de",
            "Last-Event-ID", "42");
    var request = gateway.asAnna(TASK);
    headers.forEach(request::header);
    gateway.send(request);

    UpstreamStub.Seen seen = gateway.querySide.nextSeen();
    headers.forEach((name, value) -> assertThat(seen.header(name)).isEqualTo(value));
  }

  @Test
  void whatAServiceAnswersIsPassedBack() throws Exception {
    var headers =
        Map.of(
            "ETag", "\"7\"",
            "Taskledger-Position", "abc=",
            "Idempotency-Replayed", "true",
            "Retry-After", "3",
            "Content-Encoding", "gzip",
            "Location", "/api/tasks/9");
    gateway.querySide.answering(
        TASK,
        exchange -> {
          headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
          UpstreamStub.reply(exchange, 503, "not really zipped");
        });

    var answer = gateway.call("GET", TASK);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).isEqualTo("not really zipped");
    headers.forEach((name, value) -> assertThat(answer.headers().firstValue(name)).hasValue(value));
  }

  @Test
  void notModifiedStaysNotModified() throws Exception {
    gateway.querySide.answering(TASK, exchange -> UpstreamStub.reply(exchange, 304, ""));

    assertThat(gateway.call("GET", TASK).statusCode()).isEqualTo(304);
  }

  @Test
  void aRedirectIsTheClientsToFollow() throws Exception {
    gateway.querySide.answering(
        TASK,
        exchange -> {
          exchange.getResponseHeaders().set("Location", "https://elsewhere.example/x?y");
          UpstreamStub.reply(exchange, 302, "");
        });

    var answer = gateway.call("GET", TASK);

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location")).hasValue("https://elsewhere.example/x?y");
  }

  @Test
  void anInnerAddressIsNotShownInLocation() throws Exception {
    gateway.commandSide.answering(
        "/api/tasks",
        exchange -> {
          String inner = "http://" + exchange.getRequestHeaders().getFirst("Host");
          exchange.getResponseHeaders().set("Location", inner + "/api/tasks/9?a=b");
          UpstreamStub.reply(exchange, 201, "{}");
        });

    assertThat(gateway.call("POST", "/api/tasks").headers().firstValue("Location"))
        .hasValue("/api/tasks/9?a=b");
  }

  @Test
  void claimsAboutTheClientsAddressAndHopByHopHeadersStopAtTheDoor() throws Exception {
    gateway.wire(
        """
        GET /api/tasks/1 HTTP/1.1\r
        Host: attacker.example\r
        Authorization: Bearer %s\r
        Connection: close, X-Only-Here\r
        X-Only-Here: 1\r
        Keep-Alive: timeout=5\r
        TE: trailers\r
        Upgrade: h2c\r
        Proxy-Authorization: Basic YTpi\r
        X-Forwarded-For: 6.6.6.6\r
        X-Forwarded-Proto: https\r
        X-Forwarded-Host: attacker.example\r
        X-Real-IP: 6.6.6.6\r
        Forwarded: for=6.6.6.6\r
        \r
        """
            .formatted(gateway.issuer.token()));

    UpstreamStub.Seen seen = gateway.querySide.nextSeen();
    assertThat(seen.headers().keySet())
        .doesNotContainAnyElementsOf(
            List.of(
                "X-only-here",
                "Keep-alive",
                "Te",
                "Upgrade",
                "Proxy-authorization",
                "X-forwarded-proto",
                "X-forwarded-host",
                "X-real-ip",
                "Forwarded"));
    assertThat(seen.header("X-forwarded-for"))
        .as("the address that the gateway sees")
        .isEqualTo("127.0.0.1");
    assertThat(seen.header("Host")).startsWith("localhost");
  }

  @Test
  void aServicesHopByHopHeadersStopAtTheDoorToo() throws Exception {
    gateway.querySide.answering(
        TASK,
        exchange -> {
          exchange.getResponseHeaders().set("Connection", "X-Inner");
          exchange.getResponseHeaders().set("X-Inner", "1");
          exchange.getResponseHeaders().set("Keep-Alive", "timeout=5");
          UpstreamStub.reply(exchange, 200, "{}");
        });

    var headers = gateway.call("GET", TASK).headers().map();

    assertThat(headers).doesNotContainKeys("x-inner", "keep-alive", "connection");
  }
}

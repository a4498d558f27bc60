package io.taskledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenRequestTest {

  private static final GatewayFixture gateway = new GatewayFixture("max-body=1KB");

  @BeforeEach
  void tidy() {
    gateway.tidy();
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void aBodyOfExactlyTheLimitIsLetIn() throws Exception {
    String body = "x".repeat(1024);

    assertThat(post(BodyPublishers.ofString(body))).isEqualTo(200);
    assertThat(post(unknownLength(body))).isEqualTo(200);
    assertThat(gateway.commandSide.nextSeen().body()).isEqualTo(body);
    assertThat(gateway.commandSide.nextSeen().body()).isEqualTo(body);
  }

  @Test
  void aLargerBodyIsRefusedAndNothingOfItIsPassedOn() throws Exception {
    var answer =
        gateway.send(gateway.asAnna("/api/tasks").POST(BodyPublishers.ofString("x".repeat(1025))));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("\"code\":\"body-too-large\"").contains("1024 bytes");
    assertThat(gateway.commandSide.wasAskedNothing()).isTrue();
  }

  @Test
  void aLargerBodyOfUntoldLengthIsRefusedAndNothingOfItIsPassedOn() throws Exception {
    assertThat(post(unknownLength("x".repeat(1025)))).isEqualTo(413);
    assertThat(post(unknownLength("x".repeat(100_000)))).isEqualTo(413);
    assertThat(gateway.commandSide.wasAskedNothing()).isTrue();
  }

  @Test
  void aBodyThatBreaksOffIsNotPassedOn() throws Exception {
    String head =
        "POST /api/tasks HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: 50\r\n\r\n"
            .formatted(gateway.issuer.token());
    try (var socket = new Socket("localhost", gateway.port())) {
      socket.getOutputStream().write((head + "{\"title\":").getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();

      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
    }
    assertThat(gateway.commandSide.wasAskedNothing()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NONSENSE\r\n\r\n",
        "GET /api/tasks HTTP/1.1\r\n\r\n",
        "GET /api/tasks/a|b HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/tasks/a%2fb HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/tasks/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/tasks/%00 HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/tasks?q=<script> HTTP/1.1\r\nHost: x\r\n\r\n",
        "G\u0000T /api/tasks HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /api/users HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        "POST /api/users HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "POST /api/users HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      })
  void whatIsNotHttpIsAnsweredWithAProblemDocument(String text) throws Exception {
    String answer = gateway.wire(text);

    assertThat(answer)
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json")
        .contains("\"code\":\"bad-request\"")
        .doesNotContain("html", "Exception", "at org.");
  }

  @Test
  void aHeaderThatIsTooLongIsAnsweredWithAProblemDocument() throws Exception {
    String answer =
        gateway.wire("GET /api/tasks HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(40_000) + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
  }

  private static int post(BodyPublisher body) throws Exception {
    return gateway.send(gateway.asAnna("/api/tasks").POST(body)).statusCode();
  }

  private static BodyPublisher unknownLength(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
  }
}

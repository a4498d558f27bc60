package io.taskledger.projection.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.taskledger.messaging.inbox.processing.DeadLetters.Released;
import io.taskledger.messaging.inbox.store.DeadLetter;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationDeadLettersTest {
  private static final UUID ID = UUID.fromString("01a208e0-6b55-7621-98a0-ffe9b5405abf");

  @SuppressWarnings("NullAway.Init") // before each test
  private HttpServer service;

  @SuppressWarnings("NullAway.Init")
  private NotificationDeadLetters letters;

  private String asked = "";
  private int status = 200;
  private String body = "";

  @BeforeEach
  void start() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/",
        exchange -> {
          asked =
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization");
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    service.start();
    letters =
        new NotificationDeadLetters(
            URI.create("http://127.0.0.1:" + service.getAddress().getPort()), "secret");
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  @Test
  void theirsAreReadAsTheyAre() {
    body =
        """
        [{"id":"%s","projection":"reminders","topic":"task.created","reason":"x","attempts":1,
          "firstFailedAt":"2026-01-01T00:00:00Z","lastFailedAt":"2026-01-01T00:00:01Z","waitingBehind":2}]
        """
            .formatted(ID);

    assertThat(letters.list(ID, false, 5))
        .containsExactly(
            new DeadLetter(
                ID,
                "reminders",
                null,
                null,
                null,
                "task.created",
                "x",
                1,
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-01-01T00:00:01Z"),
                2,
                null));
    assertThat(asked)
        .isEqualTo(
            "GET /internal/dead-letters?discarded=false&limit=5&after=" + ID + " Bearer secret");
  }

  @Test
  void whatCameOfARetryIsHandedOn() {
    body = "{\"released\":3}";
    assertThat(letters.retry(ID)).contains(new Released(3, null));
    assertThat(asked).startsWith("POST /internal/dead-letters/" + ID + "/retry ");

    status = 404;
    assertThat(letters.discard(ID)).isEmpty();

    status = 409;
    body = "{\"detail\":\"why\"}";
    assertThatThrownBy(() -> letters.retry(ID))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.DEAD_LETTER_REFUSED_AGAIN);
              assertThat(refusal.detail()).isEqualTo("why");
            });
  }

  @ParameterizedTest
  @CsvSource({"500, x", "401, x", "200, x"})
  void whatIsNoAnswerIsTheServiceBeingAway(int answered, String text) {
    status = answered;
    body = text;

    assertThatThrownBy(() -> letters.list(null, true, 5))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
  }
}

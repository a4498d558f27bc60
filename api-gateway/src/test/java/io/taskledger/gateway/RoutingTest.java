package io.taskledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTest {

  private static final GatewayFixture gateway = new GatewayFixture();

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
    "POST, /api/tasks",
    "PATCH, /api/tasks/1",
    "PUT, /api/tasks/1",
    "DELETE, /api/tasks/1?reason=done%20with",
    "POST, /api/tasks/1/complete",
    "POST, /api/tasks/1/history/2/undo?preview=true",
    "POST, /api/users",
    "GET, /api/users/me",
    "POST, /api/sessions",
    "POST, /api/sessions/refresh",
    "DELETE, /api/sessions/current",
    "GET, /api/sessions",
    "DELETE, /api/sessions",
    "DELETE, /api/sessions/0190d2f0-0000-7000-8000-000000000000",
    "PUT, /api/users/me/password",
    "GET, /.well-known/jwks.json?x",
    "GET, /api/preferences",
    "PUT, /api/preferences",
    "POST, /api/commands",
  })
  void writesAndIdentityGoToCommandSide(String method, String path) throws Exception {
    assertThat(gateway.call(method, path).statusCode()).isEqualTo(200);

    UpstreamStub.Seen seen = gateway.commandSide.nextSeen();
    assertThat(seen.method()).isEqualTo(method);
    assertThat(seen.uri()).isEqualTo(path);
    assertThat(gateway.querySide.wasAskedNothing()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, '/api/tasks?q=milk+%26%20bread&tag=%C3%A4&sort=-createdAt'",
    "HEAD, /api/tasks",
    "GET, /api/tasks/1",
    "HEAD, /api/tasks/1",
    "GET, /api/tasks/1/history",
    "GET, /api/dashboard",
    "GET, /api/notifications",
    "GET, /api/audit?limit=5",
    "GET, /api/stream",
  })
  void readsGoToQuerySide(String method, String path) throws Exception {
    assertThat(gateway.call(method, path).statusCode()).isEqualTo(200);

    UpstreamStub.Seen seen = gateway.querySide.nextSeen();
    assertThat(seen.method()).isEqualTo(method);
    assertThat(seen.uri()).isEqualTo(path);
    assertThat(gateway.commandSide.wasAskedNothing()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/projections",
    "POST, /api/projections/task-list/rebuild",
    "GET, /api/projections/task-list/rebuilds/1",
    "HEAD, /api/projections/task-list/rebuilds/1",
    "DELETE, /api/projections/task-list/rebuilds/1",
    "GET, /api/dead-letters?projection=task-list",
    "POST, /api/dead-letters/1/retry",
    "DELETE, /api/dead-letters/1",
  })
  void theWorkOnTheViewsGoesToProjections(String method, String path) throws Exception {
    assertThat(gateway.call(method, path).statusCode()).isEqualTo(200);

    UpstreamStub.Seen seen = gateway.projections.nextSeen();
    assertThat(seen.method()).isEqualTo(method);
    assertThat(seen.uri()).isEqualTo(path);
    assertThat(gateway.querySide.wasAskedNothing()).isTrue();
    assertThat(gateway.commandSide.wasAskedNothing()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/dead-letters", "/api/projections"})
  void theWorkOnTheViewsNeedsAToken(String path) throws Exception {
    assertThat(gateway.send(gateway.request(path)).statusCode()).isEqualTo(401);
    assertThat(gateway.projections.wasAskedNothing()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api",
        "/internal/events",
        "/actuator/health",
        "/api/tasksandmore",
        "/api/tasks/",
        "/api/tasks/../../internal/events",
        "/api/tasks/%2e%2e/%2e%2e/internal/events",
        "/api/tasks/..;/..;/internal/events",
        "/api//tasks",
        "//api/tasks",
        "/api/tasks;v=1",
        "/api/tasks/%31"
      })
  void allElseIsNotFound(String path) throws Exception {
    String answer =
        gateway.wire(
            "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(path, gateway.issuer.token()));

    assertThat(answer)
        .startsWith("HTTP/1.1 404")
        .contains("application/problem+json")
        .contains("\"code\":\"not-found\"");
    assertThat(gateway.querySide.wasAskedNothing()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/dashboard, 'GET, HEAD'",
    "PATCH, /api/dead-letters/1, 'DELETE, GET, HEAD, POST'",
    "PATCH, /api/sessions, 'DELETE, GET, HEAD, POST'",
    "OPTIONS, /api/tasks/1, 'DELETE, GET, HEAD, PATCH, POST, PUT'",
    "BREW, /api/users, POST",
  })
  void aMethodThatAPathDoesNotTakeIsRefusedWithThoseThatItTakes(
      String method, String path, String allowed) throws Exception {
    var answer = gateway.call(method, path);

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue(allowed);
    assertThat(answer.body()).contains("\"type\":\"urn:taskledger:problem:method-not-allowed\"");
  }

  @Test
  void bodiesArriveAsTheyWereSentWhateverTheirType() throws Exception {
    String form = "email=anna%40example.org&password=a+b";
    gateway.send(
        gateway
            .request("/api/sessions")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));

    UpstreamStub.Seen seen = gateway.commandSide.nextSeen();
    assertThat(seen.body()).isEqualTo(form);
    assertThat(seen.uri()).isEqualTo("/api/sessions");
    assertThat(seen.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
  }
}

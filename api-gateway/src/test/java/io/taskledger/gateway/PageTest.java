package io.taskledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page on its own port: its files, its session, and the API under the same origin. */
class PageTest {
  private static GatewayFixture gateway;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    port = GatewayFixture.freePort();
    gateway = new GatewayFixture("taskledger.page.port=" + port, "limits.identity.burst=1000");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void tidy() {
    gateway.tidy();
  }

  private static HttpRequest.Builder page(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
  }

  private static HttpRequest.Builder session(String method, String path, String cookie) {
    HttpRequest.Builder request =
        page(path)
            .header("Taskledger-Page", "1")
            .method(
                method, BodyPublishers.ofString("{\"email\":\"a@b.c\",\"password\":\"secret\"}"));
    return cookie.isEmpty() ? request : request.header("Cookie", "taskledger-session=" + cookie);
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/today", "/tasks/0199-abc", "/sign-in"})
  void everyViewIsThePageUnderAStrictPolicy(String path) throws Exception {
    var answer = gateway.send(page(path));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("<div id=\"app\">").doesNotContain("<script>");
    assertThat(header(answer, "Content-Security-Policy"))
        .isEqualTo(
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
                + " frame-ancestors 'none'");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "Referrer-Policy")).isEqualTo("same-origin");
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void filesWithAHashInTheirNameAreKeptForEverAndArePackedWhereThatIsTaken() throws Exception {
    Matcher script =
        Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"").matcher(gateway.send(page("/")).body());
    assertThat(script.find()).isTrue();
    var plain = gateway.send(page(script.group(1)));
    assertThat(header(plain, "Cache-Control")).contains("immutable");
    assertThat(header(plain, "Content-Type")).contains("javascript");
    var packed = gateway.send(page(script.group(1)).header("Accept-Encoding", "gzip"));
    assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
    assertThat(Integer.parseInt(header(packed, "Content-Length")))
        .isLessThan(Integer.parseInt(header(plain, "Content-Length")));
    var again = gateway.send(page(script.group(1)).header("If-None-Match", header(plain, "ETag")));
    assertThat(again.statusCode()).isEqualTo(304);
  }

  @Test
  void whatIsNotThereIsAProblemDocument() throws Exception {
    var missing = gateway.send(page("/assets/none.js"));
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).contains("\"code\":\"not-found\"");
    assertThat(gateway.send(page("/today").POST(BodyPublishers.noBody())).statusCode())
        .isEqualTo(405);
    assertThat(gateway.send(page("/..%2fsecret.txt")).statusCode()).isEqualTo(400);
  }

  @Test
  void theApiIsUnderTheSameOriginAndThePageIsOnItsPortOnly() throws Exception {
    var request =
        page("/api/tasks").header("Authorization", "Bearer " + gateway.issuer.tokenFor("anna"));
    assertThat(gateway.send(request).statusCode()).isEqualTo(200);
    assertThat(gateway.querySide.nextSeen().uri()).isEqualTo("/api/tasks");
    assertThat(gateway.send(page("/api/tasks")).statusCode()).isEqualTo(401);
    assertThat(gateway.send(gateway.request("/today")).statusCode()).isEqualTo(404);
    assertThat(gateway.send(gateway.request("/session")).statusCode()).isEqualTo(404);
  }

  private static void tokensAre(String path, String refreshToken, AtomicInteger calls) {
    gateway.commandSide.answering(
        path,
        exchange -> {
          int call = calls.incrementAndGet();
          UpstreamStub.reply(
              exchange,
              200,
              "{\"accessToken\":\"access-%d\",\"refreshToken\":\"%s\",\"expiresIn\":300}"
                  .formatted(call, refreshToken));
        });
  }

  @Test
  void theRefreshTokenStaysInACookieThatNoScriptCanRead() throws Exception {
    tokensAre("/api/sessions", "refresh-a", new AtomicInteger());
    var answer = gateway.send(session("POST", "/session/sign-in", ""));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("access-1").doesNotContain("refresh");
    assertThat(header(answer, "Set-Cookie"))
        .startsWith("taskledger-session=refresh-a;")
        .contains("Path=/session", "HttpOnly", "SameSite=Strict")
        .doesNotContain("Secure");
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void whoCannotSignInIsToldWhyAndGetsNoCookie() throws Exception {
    gateway.commandSide.answering(
        "/api/sessions",
        exchange -> UpstreamStub.reply(exchange, 401, "{\"code\":\"bad-credentials\"}"));
    var answer = gateway.send(session("POST", "/session/sign-in", ""));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("bad-credentials");
    assertThat(header(answer, "Set-Cookie")).isEmpty();
    assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void tabsThatRefreshAtOnceGetTheSameTokensAndSpendTheOldOneOnce() {
    var calls = new AtomicInteger();
    tokensAre("/api/sessions/refresh", "refresh-c", calls);
    List<CompletableFuture<HttpResponse<String>>> tabs =
        IntStream.range(0, 8)
            .mapToObj(
                tab ->
                    gateway
                        .client()
                        .sendAsync(
                            session("POST", "/session/refresh", "refresh-b").build(),
                            HttpResponse.BodyHandlers.ofString()))
            .toList();
    assertThat(tabs)
        .extracting(CompletableFuture::join)
        .allSatisfy(answer -> assertThat(answer.body()).contains("access-1"))
        .allSatisfy(answer -> assertThat(header(answer, "Set-Cookie")).contains("=refresh-c;"));
    assertThat(calls).hasValue(1);
  }

  @Test
  void anEndedSessionTakesTheCookieAway() throws Exception {
    gateway.commandSide.answering(
        "/api/sessions/refresh",
        exchange -> UpstreamStub.reply(exchange, 401, "{\"code\":\"refresh-token-spent\"}"));
    var answer = gateway.send(session("POST", "/session/refresh", "refresh-stolen"));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(header(answer, "Set-Cookie")).contains("Max-Age=0");
    assertThat(gateway.send(session("POST", "/session/refresh", "")).statusCode()).isEqualTo(401);
  }

  @Test
  void signingOutEndsTheSession() throws Exception {
    tokensAre("/api/sessions/refresh", "refresh-e", new AtomicInteger());
    var answer = gateway.send(session("DELETE", "/session", "refresh-d"));
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(header(answer, "Set-Cookie")).contains("Max-Age=0");
    assertThat(gateway.commandSide.nextSeen().body()).contains("refresh-d");
    var ended = gateway.commandSide.nextSeen();
    assertThat(ended.method() + " " + ended.uri()).isEqualTo("DELETE /api/sessions/current");
    assertThat(ended.header("Authorization")).isEqualTo("Bearer access-1");
  }

  @Test
  void anotherSiteCannotUseTheSession() throws Exception {
    var withoutHeader =
        page("/session/refresh")
            .header("Cookie", "taskledger-session=refresh-f")
            .POST(BodyPublishers.noBody());
    assertThat(gateway.send(withoutHeader).statusCode()).isEqualTo(403);
    var elsewhere =
        gateway.wire("GET /api/nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(elsewhere).doesNotContain("Access-Control-Allow-Origin");
  }
}

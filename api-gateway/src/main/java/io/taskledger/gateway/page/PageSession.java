package io.taskledger.gateway.page;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.taskledger.gateway.limit.RateLimits;
import io.taskledger.gateway.settings.GatewaySettings;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The session of a browser: {@code POST /session/sign-in}, {@code POST /session/refresh}, {@code
 * DELETE /session}. The refresh token stays in a cookie that no script can read; the page gets
 * access tokens only.
 */
@Component
class PageSession {
  private static final String COOKIE = "taskledger-session";

  /** No form and no image of another site can send it. */
  private static final String PAGE_HEADER = "Taskledger-Page";

  /**
   * Two tabs, or a tab whose answer got lost, may send the same refresh token again for so long.
   * Longer, and a stolen token could be used beside its owner.
   */
  private static final Duration JOINED = Duration.ofSeconds(10);

  private static final int MOST_JOINED = 50_000;
  private static final Duration REFRESH_TOKENS_LIVE = Duration.ofDays(30);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int LONGEST_BODY = 4096;
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int NO_CONTENT = 204;
  private static final String REFRESH_TOKEN = "refreshToken";
  private static final JsonMapper JSON = new JsonMapper();

  private final URI commandSide;
  private final PageSettings settings;
  private final RateLimits limits;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final Cache<String, CompletableFuture<Answer>> refreshed =
      Caffeine.newBuilder().maximumSize(MOST_JOINED).expireAfterWrite(JOINED).build();

  PageSession(GatewaySettings gateway, PageSettings settings, RateLimits limits) {
    this.commandSide = gateway.commandSide();
    this.settings = settings;
    this.limits = limits;
  }

  private record Answer(int status, @Nullable String retryAfter, String json) {}

  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String wanted = request.getMethod() + " " + request.getRequestURI();
    limits.countIdentityRequestOf(request.getRemoteAddr());
    if (request.getHeader(PAGE_HEADER) == null) {
      throw ProblemException.of(
          ErrorCode.FORBIDDEN, "Send the header Taskledger-Page: 1, as the page does.");
    }
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    switch (wanted) {
      case "POST /session/sign-in" -> pass(signIn(request), request, response);
      case "POST /session/refresh" -> refresh(request, response);
      case "DELETE /session" -> signOut(request, response);
      default -> throw ProblemException.of(ErrorCode.NOT_FOUND, "Check the path and the method.");
    }
  }

  private Answer signIn(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
    if (body.length > LONGEST_BODY) {
      throw ProblemException.of(ErrorCode.BODY_TOO_LARGE, "Send an address and a password.");
    }
    return send(to("/api/sessions", request).POST(BodyPublishers.ofByteArray(body)));
  }

  private void refresh(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String token = tokenOf(request);
    if (token == null) {
      throw ProblemException.of(ErrorCode.UNAUTHENTICATED, "Sign in.");
    }
    Answer answer = refreshed(token, request);
    if (answer.status() != OK && answer.status() != UNAUTHORIZED) {
      refreshed.invalidate(token);
    }
    if (answer.status() == UNAUTHORIZED) {
      setCookie(request, response, "", Duration.ZERO);
    }
    pass(answer, request, response);
  }

  /**
   * The first asks command-side, outside the lock of the cache; who comes meanwhile waits for it.
   */
  private Answer refreshed(String token, HttpServletRequest request) {
    var asked = new CompletableFuture<Answer>();
    CompletableFuture<Answer> first = refreshed.asMap().putIfAbsent(token, asked);
    if (first == null) {
      try {
        String body = JSON.writeValueAsString(Map.of(REFRESH_TOKEN, token));
        asked.complete(
            send(to("/api/sessions/refresh", request).POST(BodyPublishers.ofString(body))));
      } catch (ProblemException away) {
        refreshed.invalidate(token);
        asked.completeExceptionally(away);
      }
    }
    try {
      return (first == null ? asked : first).join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof ProblemException known ? known : failed;
    }
  }

  /**
   * Ends the session, or leaves it to its end when command-side is away: the cookie goes anyway.
   */
  private void signOut(HttpServletRequest request, HttpServletResponse response) {
    setCookie(request, response, "", Duration.ZERO);
    response.setStatus(NO_CONTENT);
    String token = tokenOf(request);
    if (token == null) {
      return;
    }
    Answer answer = refreshed(token, request);
    if (answer.status() == OK) {
      String access = JSON.readTree(answer.json()).path("accessToken").asString();
      send(
          to("/api/sessions/current", request)
              .header(HttpHeaders.AUTHORIZATION, "Bearer " + access)
              .DELETE());
    }
  }

  private HttpRequest.Builder to(String path, HttpServletRequest request) {
    String userAgent = request.getHeader(HttpHeaders.USER_AGENT);
    return HttpRequest.newBuilder(commandSide.resolve(path))
        .timeout(PATIENCE)
        .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
        .header(HttpHeaders.USER_AGENT, userAgent == null ? "unknown" : userAgent)
        .header("X-Forwarded-For", request.getRemoteAddr());
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(
          answer.statusCode(),
          answer.headers().firstValue(HttpHeaders.RETRY_AFTER).orElse(null),
          answer.body());
    } catch (IOException away) {
      throw ProblemException.of(
          ErrorCode.SERVICE_UNAVAILABLE, "Signing in is not possible now; try again soon.");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw ProblemException.of(ErrorCode.SERVICE_UNAVAILABLE, "The gateway is stopping.");
    }
  }

  /** Keeps the refresh token back, and passes on the rest. */
  private void pass(Answer answer, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(answer.status());
    if (answer.retryAfter() != null) {
      response.setHeader(HttpHeaders.RETRY_AFTER, answer.retryAfter());
    }
    String json = answer.json();
    if (answer.status() == OK) {
      JsonNode tokens = JSON.readTree(json);
      String token = tokens.path(REFRESH_TOKEN).asString();
      setCookie(request, response, token, REFRESH_TOKENS_LIVE);
      json = ((ObjectNode) tokens).without(REFRESH_TOKEN).toString();
      response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    } else {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    }
    response.setCharacterEncoding("utf-8");
    response.getWriter().write(json);
  }

  private static @Nullable String tokenOf(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(COOKIE) && !cookie.getValue().isEmpty()) {
          return cookie.getValue();
        }
      }
    }
    return null;
  }

  private void setCookie(
      HttpServletRequest request, HttpServletResponse response, String value, Duration age) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(COOKIE, value)
            .httpOnly(true)
            .secure(settings.secureCookie() || !LOOPBACK.contains(request.getServerName()))
            .sameSite("Strict")
            .path("/session")
            .maxAge(age)
            .build()
            .toString());
  }
}

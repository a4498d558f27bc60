package io.taskledger.local.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the HTTP interface, as a user's program would be. */
public final class Api implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI base;
  private @Nullable String accessToken;

  public Api(int port) {
    this.base = URI.create("http://localhost:" + port);
  }

  /** An answer; the body is a missing node where there is none. */
  public record Answer(int status, JsonNode body, HttpHeaders headers) {
    /** The value of a header; empty where it is missing. */
    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }
  }

  /** Opens an account; answers 409 when there is one. */
  public Answer register(String email, String password, String name) {
    return send("POST", "/api/users", Map.of("email", email, "password", password, "name", name));
  }

  /** Logs in; what follows is done as this user. */
  public void logIn(String email, String password) {
    Answer session = send("POST", "/api/sessions", Map.of("email", email, "password", password));
    if (session.status() != 200) {
      throw new IllegalStateException("Cannot log in as " + email + ": " + session);
    }
    accessToken = session.body().path("accessToken").asString();
  }

  /** Goes on as whoever the other is logged in as. */
  public void use(Api other) {
    accessToken = other.accessToken;
  }

  /** Sends a request with a JSON body, or none, and further headers, and waits for the answer. */
  public Answer send(String method, String path, @Nullable Object body, String... headers) {
    var publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .method(method, publisher)
            .header("Content-Type", "application/json")
            .timeout(PATIENCE);
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (accessToken != null) {
      request.header("Authorization", "Bearer " + accessToken);
    }
    try {
      var response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(
          response.statusCode(),
          response.body().length == 0 ? JSON.missingNode() : JSON.readTree(response.body()),
          response.headers());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while waiting for " + path, stopped);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}

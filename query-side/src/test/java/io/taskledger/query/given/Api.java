package io.taskledger.query.given;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests as a client does. */
@TestComponent
public final class Api {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Environment environment;

  public Api(Environment environment) {
    this.environment = environment;
  }

  public record Answer(int status, HttpResponse<String> response) {
    public JsonNode json() {
      return JSON.readTree(response.body());
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("(none)");
    }

    public String code() {
      return json().path("code").asString();
    }

    /** The names of what cannot be accepted. */
    public List<String> wrong() {
      return json().path("errors").valueStream().map(e -> e.path("field").asString()).toList();
    }

    /** One field of all items. */
    public List<String> items(String field) {
      return json().path("items").valueStream().map(i -> i.path(field).asString()).toList();
    }

    public Optional<String> nextCursor() {
      return Optional.ofNullable(json().get("nextCursor")).map(JsonNode::asString);
    }
  }

  public Answer get(UUID caller, String path, String... headers) {
    return send("GET", path, with(headers, "Authorization", "Bearer " + Issuer.token(caller)));
  }

  public Answer getAsAdmin(String path, String... headers) {
    String token = Issuer.token(UUID.randomUUID(), "user", "admin");
    return send("GET", path, with(headers, "Authorization", "Bearer " + token));
  }

  /** Asks as an administrator; the body has yet to be read. */
  public HttpResponse<InputStream> openAsAdmin(String path, String... headers) {
    String token = Issuer.token(UUID.randomUUID(), "user", "admin");
    String port = environment.getRequiredProperty("local.server.port");
    return exchange(
        request("GET", port, path, with(headers, "Authorization", "Bearer " + token)),
        HttpResponse.BodyHandlers.ofInputStream());
  }

  /** Sends just these headers, by turns name and value. */
  public Answer send(String method, String path, String... headers) {
    String port = environment.getRequiredProperty("local.server.port");
    return send(method, port, path, headers);
  }

  /**
   * Sends a request line as it stands, which a decent client would not, and tells the status line.
   */
  public String raw(UUID caller, String path) {
    int port = environment.getRequiredProperty("local.server.port", Integer.class);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request =
          "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
              .formatted(path, Issuer.token(caller));
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.lines().findFirst().orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks the management port. */
  public Answer manage(String path) {
    String port = environment.getRequiredProperty("local.management.port");
    return send("GET", port, path, new String[] {"Accept", "application/json"});
  }

  private Answer send(String method, String port, String path, String[] headers) {
    HttpResponse<String> response =
        exchange(request(method, port, path, headers), HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), response);
  }

  private static HttpRequest request(String method, String port, String path, String[] headers) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .method(method, HttpRequest.BodyPublishers.noBody())
        .headers(headers)
        .build();
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> body) {
    try {
      return http.send(request, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String[] with(String[] headers, String name, String value) {
    String[] more = Arrays.copyOf(headers, headers.length + 2);
    more[headers.length] = name;
    more[headers.length + 1] = value;
    return more;
  }
}

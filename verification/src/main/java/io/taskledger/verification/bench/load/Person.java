package io.taskledger.verification.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A user of the system who is logged in, and the requests that they send. */
public record Person(String userId, String token) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Of everybody. */
  public static final String PASSWORD = "a benchmark needs no secret";

  /** The administrator of a system of the benchmark. */
  public static final String ADMIN = "admin@bench.example";

  /** Opens an account by way of the gateway and logs in. */
  public static Person register(int gateway, String name) throws IOException {
    try (var connection = new HttpConnection(gateway)) {
      String email = name + "@bench.example";
      JsonNode account =
          sent(
              connection,
              201,
              "/api/users",
              "{\"email\":\"%s\",\"password\":\"%s\",\"name\":\"%s\"}"
                  .formatted(email, PASSWORD, name));
      return logIn(connection, account.path("userId").asString(), email);
    }
  }

  /** Logs in the administrator. */
  public static Person admin(int gateway) throws IOException {
    return logIn(gateway, ADMIN);
  }

  private static Person logIn(HttpConnection connection, String userId, String email)
      throws IOException {
    JsonNode session =
        sent(
            connection,
            200,
            "/api/sessions",
            "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD));
    return new Person(userId, session.path("accessToken").asString());
  }

  /** A rendered {@code POST} with a JSON body. */
  public byte[] post(String path, String json) {
    return rendered("POST", path, "Authorization: Bearer " + token + "\r\n", json);
  }

  /** Any request, with further header lines, each with its line break. */
  public byte[] request(String method, String path, String headers, String json) {
    return rendered(method, path, "Authorization: Bearer " + token + "\r\n" + headers, json);
  }

  /** A rendered {@code GET}. */
  public byte[] get(String path) {
    return rendered("GET", path, "Authorization: Bearer " + token + "\r\n", "");
  }

  /** A rendered {@code GET} that waits up to 10 s for what the position stands for. */
  public byte[] getSince(String path, String position) {
    return rendered(
        "GET",
        path,
        "Authorization: Bearer %s\r\nTaskledger-Min-Position: %s\r\nPrefer: wait=10\r\n"
            .formatted(token, position),
        "");
  }

  /** Logs in again whom {@link #register} has registered. */
  public static Person logIn(int gateway, String email) throws IOException {
    try (var connection = new HttpConnection(gateway)) {
      return logIn(connection, "", email);
    }
  }

  private static JsonNode sent(HttpConnection connection, int expected, String path, String json)
      throws IOException {
    int status = connection.send(rendered("POST", path, "", json));
    if (status != expected) {
      throw new IOException(path + " was answered with " + status + " " + connection.body());
    }
    return JSON.readTree(connection.body());
  }

  private static byte[] rendered(String method, String path, String headers, String json) {
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    String body =
        json.isEmpty()
            ? ""
            : "Content-Type: application/json\r\nContent-Length: " + length + "\r\n";
    return (method
            + " "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\n"
            + headers
            + body
            + "\r\n"
            + json)
        .getBytes(StandardCharsets.UTF_8);
  }
}

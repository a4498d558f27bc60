package io.taskledger.gateway;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The gateway on a free port, stubs of the services behind it, and a client. */
final class GatewayFixture implements AutoCloseable {

  private static final String PREFIX = "taskledger.gateway.";

  final UpstreamStub commandSide = new UpstreamStub();
  final UpstreamStub querySide = new UpstreamStub();
  final UpstreamStub projections = new UpstreamStub();
  final UpstreamStub assistant = new UpstreamStub();
  final TestIssuer issuer = new TestIssuer("key-1");

  private final ConfigurableApplicationContext gateway;
  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * @param settings below {@code taskledger.gateway}, like {@code max-body=1KB}, or in full
   */
  GatewayFixture(String... settings) {
    publish(issuer);
    Map<String, String> properties = new HashMap<>();
    properties.put("spring.config.name", "api-gateway");
    properties.put("server.port", "0");
    properties.put("management.server.port", "0");
    properties.put("taskledger.page.port", "0");
    properties.put(PREFIX + "command-side", commandSide.uri());
    properties.put(PREFIX + "query-side", querySide.uri());
    properties.put(PREFIX + "projections", projections.uri());
    properties.put(PREFIX + "assistant", assistant.uri());
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      String name = setting.substring(0, equals);
      properties.put(
          name.startsWith("taskledger.") ? name : PREFIX + name, setting.substring(equals + 1));
    }
    gateway =
        new SpringApplicationBuilder(ApiGatewayApplication.class)
            .run(
                properties.entrySet().stream()
                    .map(property -> "--" + property.getKey() + "=" + property.getValue())
                    .toArray(String[]::new));
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** From now on this issuer's keys are the ones that command-side shows. */
  void publish(TestIssuer shown) {
    commandSide.answering(
        TestIssuer.KEYS, exchange -> UpstreamStub.reply(exchange, 200, shown.keys().toString()));
  }

  void tidy() {
    commandSide.forget();
    querySide.forget();
    projections.forget();
    assistant.forget();
    publish(issuer);
  }

  int port() {
    return property("local.server.port");
  }

  int managementPort() {
    return property("local.management.port");
  }

  URI uri(String path) {
    return URI.create("http://localhost:" + port() + path);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path));
  }

  HttpRequest.Builder asAnna(String path) {
    return request(path).header("Authorization", "Bearer " + issuer.tokenFor("anna"));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> call(String method, String path) throws Exception {
    return send(asAnna(path).method(method, BodyPublishers.noBody()));
  }

  HttpClient client() {
    return client;
  }

  /** Writes what no proper client would, and reads until it is closed. */
  String wire(String text) throws IOException {
    try (var socket = new Socket("localhost", port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private int property(String name) {
    return gateway.getEnvironment().getRequiredProperty(name, Integer.class);
  }

  @Override
  public void close() {
    gateway.close();
    commandSide.close();
    querySide.close();
    projections.close();
    assistant.close();
  }
}

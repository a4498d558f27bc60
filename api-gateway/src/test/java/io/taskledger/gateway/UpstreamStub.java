package io.taskledger.gateway;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** In place of a service behind the gateway: remembers what it was asked, answers as told. */
final class UpstreamStub implements AutoCloseable {

  /** A request as the service saw it. */
  record Seen(String method, String uri, Headers headers, String body) {
    String header(String name) {
      return headers.getFirst(name);
    }
  }

  private final HttpServer server;
  private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
  private final ConcurrentHashMap<String, HttpHandler> answers = new ConcurrentHashMap<>();

  UpstreamStub() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String uri() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** From now on this path is answered so; all others with 200 and an empty object. */
  UpstreamStub answering(String path, HttpHandler answer) {
    answers.put(path, answer);
    return this;
  }

  /** The oldest request that was not looked at yet. */
  Seen nextSeen() {
    Seen first = seen.poll();
    if (first == null) {
      throw new AssertionError("the service was asked nothing");
    }
    return first;
  }

  boolean wasAskedNothing() {
    return seen.isEmpty();
  }

  void forget() {
    seen.clear();
    answers.clear();
  }

  static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("application/json"));
    boolean empty = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, empty ? -1 : bytes.length);
    if (!empty) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String uri = exchange.getRequestURI().toString();
    if (!uri.equals(TestIssuer.KEYS)) {
      seen.add(new Seen(exchange.getRequestMethod(), uri, exchange.getRequestHeaders(), body));
    }
    answers
        .getOrDefault(exchange.getRequestURI().getPath(), asked -> reply(asked, 200, "{}"))
        .handle(exchange);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

package io.taskledger.devservers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Shows the mails of a folder over HTTP, to people and to programs. */
final class MailPage implements AutoCloseable {
  private static final int SHOWN_TO_PEOPLE = 500;
  private static final String MESSAGES = "/api/messages";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpServer server;
  private final ExecutorService threads;
  private final MailFolder folder;

  private MailPage(HttpServer server, ExecutorService threads, MailFolder folder) {
    this.server = server;
    this.threads = threads;
    this.folder = folder;
  }

  static MailPage open(String host, int port, MailFolder folder) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(host, port), 0);
    var page = new MailPage(server, Executors.newVirtualThreadPerTaskExecutor(), folder);
    server.setExecutor(page.threads);
    server.createContext("/", page::answer);
    server.start();
    return page;
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (!exchange.getRequestMethod().equals("GET")) {
        send(exchange, 405, "text/plain", "Only GET is known here.");
      } else if (path.equals("/")) {
        send(exchange, 200, "text/html", html());
      } else if (path.equals(MESSAGES)) {
        send(exchange, 200, "application/json", JSON.writeValueAsString(folder.messages()));
      } else if (path.startsWith(MESSAGES + "/")) {
        sendMail(exchange, folder.find(path.substring(MESSAGES.length() + 1)));
      } else {
        send(exchange, 404, "text/plain", "There is nothing here; the list of mails is at /.");
      }
    }
  }

  private static void sendMail(HttpExchange exchange, Optional<Path> mail) throws IOException {
    if (mail.isPresent()) {
      send(exchange, 200, "message/rfc822", Files.readAllBytes(mail.get()));
    } else {
      send(exchange, 404, "text/plain", "There is no mail with this id.");
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    send(exchange, status, type + "; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private String html() {
    var mails = folder.messages();
    return """
    <!doctype html>
    <html lang="en">
    <head><title>Mail</title><meta name="viewport" content="width=device-width">
    <style>
    body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
    article { border-top: 1px solid #ccc; padding: .5rem 0 } h2 { font-size: 1.1rem; margin: 0 }
    pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f5f5f5; padding: .5rem }
    </style></head>
    <body><h1>Mail: %d received</h1>
    %s</body></html>
    """
        .formatted(
            mails.size(),
            mails.stream()
                .limit(SHOWN_TO_PEOPLE)
                .map(MailPage::article)
                .collect(Collectors.joining()));
  }

  private static String article(ReceivedMail mail) {
    return """
    <article><h2>%s</h2>
    <p>to %s, from %s, <time>%s</time>, <a href="/api/messages/%s">as it came</a></p>
    <pre>%s</pre></article>
    """
        .formatted(
            escaped(mail.subject()),
            escaped(mail.to()),
            escaped(mail.from()),
            mail.receivedAt(),
            escaped(mail.id()),
            escaped(mail.text()));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}

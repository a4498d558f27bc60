package io.taskledger.verification.chaos;

import io.taskledger.verification.bench.load.Person;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What an ordinary user can try against everybody else, all of it at once and from an address of
 * its own: bodies that never end, rules and searches that cost much, reads that wait, floods of
 * log-ins, registrations, batches and streams.
 */
final class Attack {
  private static final String FROM = "127.66.0.2";
  private static final int TIMEOUT_MS = 20_000;
  private static final int MEGABYTE = 1 << 20;

  // Each tries once a second: a plain flood would take the CPU that all of them share.
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final byte[] BLANKS = " ".repeat(MEGABYTE).getBytes(StandardCharsets.US_ASCII);

  private final int gateway;
  private final Person attacker;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running = true;

  private Attack(int gateway, Person attacker) {
    this.gateway = gateway;
    this.attacker = attacker;
  }

  /** One request, or a part of one, on a connection of its own; the connection is closed then. */
  @FunctionalInterface
  private interface Attempt {
    void on(Socket socket) throws IOException;
  }

  /**
   * Begins, and goes on until {@link #stop}.
   *
   * @param victim an email address whose owner must stay able to log in
   */
  static Attack begin(int gateway, String victim) throws IOException {
    var attack = new Attack(gateway, Person.register(gateway, "attacker-" + UUID.randomUUID()));
    attack.again(150, attack::leavesABodyHalfSent);
    attack.again(24, attack.posts("/api/tasks", dearRule()));
    attack.again(12, attack.posts("/api/commands", emptyObjects()));
    attack.again(4, attack.posts("/api/commands", creates(400)));
    attack.again(200, attack::waitsForAPosition);
    attack.prepareSearches();
    attack.again(40, attack.gets("/api/tasks?q=" + words("+")));
    attack.again(8, attack::acceptsManyLanguages);
    attack.again(8, attack.posts("/api/sessions", logIn(victim)));
    attack.again(2, attack::registers);
    attack.again(100, attack::leavesAStreamUnread);
    attack.again(1_000, attack::leavesAHeadHalfSent);
    return attack;
  }

  /** Returns when nothing of it is under way. */
  void stop() throws InterruptedException {
    running = false;
    for (Thread thread : threads) {
      thread.interrupt();
    }
    for (Thread thread : threads) {
      thread.join(Duration.ofMillis(TIMEOUT_MS));
    }
  }

  private void again(int connections, Attempt attempt) {
    for (int number = 0; number < connections; number++) {
      threads.add(Thread.ofVirtual().start(() -> repeat(attempt)));
    }
  }

  private void repeat(Attempt attempt) {
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE_NANOS));
    while (running) {
      try (var socket = new Socket()) {
        socket.bind(new InetSocketAddress(InetAddress.getByName(FROM), 0));
        socket.connect(new InetSocketAddress("127.0.0.1", gateway), TIMEOUT_MS);
        socket.setSoTimeout(TIMEOUT_MS);
        attempt.on(socket);
      } catch (IOException refused) {
        // That is what it is to be.
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private Attempt posts(String path, String json) {
    byte[] request = attacker.post(path, json);
    return socket -> send(socket, request);
  }

  private Attempt gets(String path) {
    byte[] request = attacker.get(path);
    return socket -> send(socket, request);
  }

  /** Reads only that an answer begins. */
  private static void send(Socket socket, byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    socket.getInputStream().read();
  }

  private void leavesABodyHalfSent(Socket socket) throws IOException {
    socket
        .getOutputStream()
        .write(head("POST", "/api/commands", "Content-Length: 16000000\r\n\r\n"));
    for (int sent = 0; sent < 14 && running; sent++) {
      socket.getOutputStream().write(BLANKS);
    }
    while (running) {
      socket.getOutputStream().write(' ');
      sleep(Duration.ofSeconds(2));
    }
  }

  private void leavesAHeadHalfSent(Socket socket) throws IOException {
    socket.getOutputStream().write(head("GET", "/api/tasks", "X-Slow: 1\r\n"));
    socket.getInputStream().read();
  }

  private void leavesAStreamUnread(Socket socket) throws IOException {
    socket.getOutputStream().write(head("GET", "/api/stream", "Last-Event-ID: 1\r\n\r\n"));
    socket.getInputStream().read();
    sleep(Duration.ofSeconds(10));
  }

  private void waitsForAPosition(Socket socket) throws IOException {
    byte[] positions =
        Base64.getUrlEncoder()
            .encode("1:%s:9999".formatted(UUID.randomUUID()).getBytes(StandardCharsets.UTF_8));
    send(
        socket,
        attacker.getSince("/api/tasks?limit=1", new String(positions, StandardCharsets.US_ASCII)));
  }

  private void acceptsManyLanguages(Socket socket) throws IOException {
    send(socket, head("GET", "/api/tasks", "Accept-Language: de" + ",de".repeat(10) + "\r\n\r\n"));
  }

  private void registers(Socket socket) throws IOException {
    send(
        socket,
        attacker.post(
            "/api/users",
            "{\"email\":\"%s@attack.example\",\"password\":\"%s\",\"name\":\"Mallory\"}"
                .formatted(UUID.randomUUID(), Person.PASSWORD)));
  }

  private byte[] head(String method, String path, String rest) {
    return "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n%s"
        .formatted(method, path, attacker.token(), rest)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Tasks in which every word of the search stands hundreds of times. */
  private void prepareSearches() throws IOException {
    String description = (words(" ") + " ").repeat(20);
    String create =
        "{\"type\":\"create-task\",\"title\":\"Find me\",\"description\":\"%s\"}"
            .formatted(description.substring(0, Math.min(description.length(), 10_000)));
    for (int batch = 0; batch < 10; batch++) {
      try (var socket = new Socket("127.0.0.1", gateway)) {
        send(
            socket,
            attacker.post(
                "/api/commands",
                IntStream.range(0, 20)
                    .mapToObj(number -> create)
                    .collect(Collectors.joining(",", "[", "]"))));
      }
    }
  }

  private static String words(String between) {
    return IntStream.range(0, 10)
        .mapToObj(number -> "word" + (char) ('a' + number))
        .collect(Collectors.joining(between));
  }

  private static String dearRule() {
    return """
    {"title":"Dear","dueDate":"2027-01-01T00:00:00Z","recurrence":\
    "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=%s;BYMINUTE=%s;BYSECOND=%s"}\
    """
        .formatted(numbers(24), numbers(60), numbers(60));
  }

  private static String numbers(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.joining(","));
  }

  private static String emptyObjects() {
    return "[" + "{},".repeat(5_000_000) + "{}]";
  }

  private static String creates(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> "{\"type\":\"create-task\",\"title\":\"No. %d\"}".formatted(number))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String logIn(String email) {
    return "{\"email\":\"%s\",\"password\":\"not the right one\"}".formatted(email);
  }

  private static void sleep(Duration duration) {
    LockSupport.parkNanos(duration.toNanos());
  }
}

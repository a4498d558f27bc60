package io.taskledger.query.given;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the live stream that does what browsers do, over a socket of its own. */
public final class EventStream implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final Socket socket = new Socket();
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch begun = new CountDownLatch(1);
  private volatile String lastEventId = "";
  private volatile String lastTakenId = "";

  /** An event as it arrived. */
  public record Event(String id, String name, String data) {
    public JsonNode task() {
      return JSON.readTree(data);
    }

    /** Which task, and its version. */
    public String what() {
      return task().path("taskId").asString() + " " + task().path("version").asLong();
    }
  }

  /**
   * Asks for the stream; nothing is read yet.
   *
   * @param lastEventId empty for none
   */
  public EventStream(int port, String token, String lastEventId) {
    try {
      // What is not read shall not disappear in a large buffer.
      socket.setReceiveBufferSize(16 * 1024);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      String resumed = lastEventId.isEmpty() ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
      // HTTP/1.0 knows no chunks, so what comes is what was sent.
      String request =
          "GET /api/stream HTTP/1.0\r\nHost: x\r\nAccept: text/event-stream\r\nAuthorization: Bearer %s\r\n%s\r\n"
              .formatted(token, resumed);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** A stream of this person that is read, and has begun. */
  public static EventStream open(int port, UUID person, String lastEventId) {
    return new EventStream(port, Issuer.token(person), lastEventId).read();
  }

  /** Reads from now on; returns when the client knows where it is. */
  public EventStream read() {
    Thread.ofVirtual().start(this::run);
    try {
      if (!begun.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("the stream does not begin");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return this;
  }

  private void run() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 512)) {
      String name = "";
      String data = "";
      String id = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        } else if (line.isEmpty()) {
          lastEventId = id;
          if (begun.getCount() > 0) {
            lastTakenId = id;
          }
          if (!id.isEmpty()) {
            begun.countDown();
          }
          if (!data.isEmpty()) {
            events.add(new Event(id, name, data));
          }
          name = "";
          data = "";
        }
      }
    } catch (IOException closed) {
      // The end, like any other.
    } finally {
      ended.countDown();
    }
  }

  /** The next event, which has to come soon. */
  public Event next() {
    try {
      Event event = events.poll(20, TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError("no event came");
      }
      lastTakenId = event.id();
      return event;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many events came that nobody has taken. */
  public int waiting() {
    return events.size();
  }

  public String lastEventId() {
    return lastEventId;
  }

  /** The id of the last event that {@link #next} told, or what the stream began with. */
  public String lastTakenId() {
    return lastTakenId;
  }

  public boolean endsWithin(Duration patience) throws InterruptedException {
    return ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}

package io.taskledger.eventstream;

import io.taskledger.events.codec.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the event stream of command-side, page by page in the order of positions, while it arrives.
 * A slow reader blocks the page: command-side ends a page after some seconds and disconnects a
 * reader that reads nothing at all.
 *
 * <p>A command-side that is busy, restarts or breaks off is asked again, from where it broke off,
 * until it has delivered nothing for the patience of this client.
 */
public final class EventStreamClient {
  /** The most events that a page may have. */
  public static final int LARGEST_PAGE = 1_000_000;

  /** The most events that {@link #stream} returns. */
  public static final int LARGEST_STREAM = 1_000;

  private static final Logger log = LoggerFactory.getLogger(EventStreamClient.class);
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;
  private static final int CONNECTED_WITHIN_MS = 3_000;

  // Longer than command-side takes over a page of which the filter lets nothing through.
  private static final Duration USUAL_SILENCE = Duration.ofSeconds(30);
  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(30);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  private final URI commandSide;
  private final String serviceToken;
  private final Duration silence;
  private final Duration patience;

  /** The stream of this command-side, opened with the secret that the services share. */
  public EventStreamClient(URI commandSide, String serviceToken) {
    this(commandSide, serviceToken, USUAL_SILENCE, USUAL_PATIENCE);
  }

  /**
   * As {@link #EventStreamClient(URI, String)}.
   *
   * @param silence the longest time without a byte
   * @param patience how long a command-side that delivers nothing is asked again; zero for once
   */
  public EventStreamClient(
      URI commandSide, String serviceToken, Duration silence, Duration patience) {
    this.commandSide = commandSide;
    this.serviceToken = serviceToken;
    this.silence = silence;
    this.patience = patience;
  }

  /** This client with another patience, for callers that repeat a read by themselves. */
  public EventStreamClient withPatience(Duration other) {
    return new EventStreamClient(commandSide, serviceToken, silence, other);
  }

  /**
   * Hands every event after a position to the reader, until there is none left.
   *
   * @param after a position, 0 for the beginning
   * @return the position up to which all was read
   * @throws UncheckedIOException as {@link #page}
   */
  public long read(long after, Consumer<RecordedEvent> reader) {
    return read(after, Set.of(), reader);
  }

  /**
   * As {@link #read(long, Consumer)}, but only events of some types.
   *
   * @param types none for all
   */
  public long read(long after, Set<EventType> types, Consumer<RecordedEvent> reader) {
    PageTrailer end = page(after, LARGEST_PAGE, types, reader);
    while (!end.atHead()) {
      end = page(end.until(), LARGEST_PAGE, types, reader);
    }
    return end.until();
  }

  /**
   * Hands the events of one page to the reader, each once.
   *
   * @param limit the most events to read, up to {@link #LARGEST_PAGE}
   * @param types none for all
   * @return how far the page went, and how far the store
   * @throws UncheckedIOException when command-side does not answer with a whole page for too long;
   *     the reader may have had some of its events
   */
  public PageTrailer page(
      long after, int limit, Set<EventType> types, Consumer<RecordedEvent> reader) {
    var progress = new Progress(after, limit);
    var filter = new StringBuilder();
    types.forEach(type -> filter.append("&type=").append(type.stableName()));
    return patiently(
        progress,
        () ->
            progress.isComplete()
                ? new PageTrailer(progress.position, Long.MAX_VALUE)
                : request(
                    "after=" + progress.position + "&limit=" + progress.left + filter,
                    event -> {
                      reader.accept(event);
                      progress.advance(event.position());
                    }));
  }

  /**
   * The events of one aggregate in version order, at most {@link #LARGEST_STREAM}.
   *
   * @param fromVersion the first version that is wanted
   * @throws UncheckedIOException as {@link #page}
   */
  public List<RecordedEvent> stream(UUID streamId, long fromVersion) {
    List<RecordedEvent> events = new ArrayList<>();
    var progress = new Progress(fromVersion - 1, LARGEST_STREAM);
    patiently(
        progress,
        () ->
            request(
                "streamId="
                    + streamId
                    + "&fromVersion="
                    + (progress.position + 1)
                    + "&limit="
                    + progress.left,
                event -> {
                  events.add(event);
                  progress.advance(event.version());
                }));
    return events;
  }

  /** How far a read has come, and when it last got further. */
  private static final class Progress {
    private long position;
    private int left;
    private long nanos = System.nanoTime();

    Progress(long position, int limit) {
      this.position = position;
      this.left = limit;
    }

    void advance(long to) {
      position = to;
      left--;
      nanos = System.nanoTime();
    }

    /** Whether the page broke off after its last event. */
    boolean isComplete() {
      return left == 0;
    }
  }

  private interface Request {
    PageTrailer send() throws IOException;
  }

  private PageTrailer patiently(Progress progress, Request request) {
    Duration pause = FIRST_PAUSE;
    while (true) {
      long before = progress.position;
      try {
        return request.send();
      } catch (IOException failed) {
        pause = progress.position > before ? FIRST_PAUSE : pause;
        if (System.nanoTime() - progress.nanos + pause.toNanos() > patience.toNanos()) {
          throw new UncheckedIOException(failed);
        }
        log.info("The event stream is asked again in {}: {}", pause, failed.getMessage());
        sleep(pause, failed);
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
      }
    }
  }

  private static void sleep(Duration pause, IOException failed) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(failed);
    }
  }

  private PageTrailer request(String query, Consumer<RecordedEvent> reader) throws IOException {
    HttpURLConnection connection = open(query);
    try {
      int status = connection.getResponseCode();
      if (status >= BAD_REQUEST && status < SERVER_ERROR && status != TOO_MANY_REQUESTS) {
        // To ask again would not help.
        throw new UncheckedIOException(new IOException("The event stream answers " + status));
      }
      if (status != OK) {
        throw new IOException("The event stream answers " + status);
      }
      try (InputStream body = connection.getInputStream()) {
        return new PageReader(body).read(reader);
      }
    } catch (IOException | RuntimeException failed) {
      // The rest of the page is still to come on this connection, so it cannot be reused.
      connection.disconnect();
      throw failed;
    }
  }

  /** Java's other HTTP client has no limit for the time between two bytes. */
  private HttpURLConnection open(String query) throws IOException {
    var connection =
        (HttpURLConnection)
            commandSide.resolve("/internal/events?" + query).toURL().openConnection();
    connection.setConnectTimeout(CONNECTED_WITHIN_MS);
    connection.setReadTimeout((int) silence.toMillis());
    connection.setUseCaches(false);
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("Authorization", "Bearer " + serviceToken);
    return connection;
  }
}

package io.taskledger.eventstream;

import io.taskledger.events.codec.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the event feed of command-side, page by page in the order of positions, while it arrives.
 * Whoever takes long over an event holds the page up: command-side ends a page after some seconds
 * and gives up on a reader that takes nothing at all. To go on after a failure is the caller's
 * business; the position of the last event read is enough.
 */
public final class EventStreamClient {
  /** The most events that a page may have. */
  public static final int LARGEST_PAGE = 1_000_000;

  private static final int OK = 200;
  private static final int CONNECTED_WITHIN_MS = 3_000;

  private final URI commandSide;
  private final String serviceToken;
  private final Duration silence;

  /** The feed of this command-side, opened with the secret that the services share. */
  public EventStreamClient(URI commandSide, String serviceToken) {
    // Longer than command-side takes over a page of which the filter lets nothing through.
    this(commandSide, serviceToken, Duration.ofSeconds(30));
  }

  /** As {@link #EventStreamClient(URI, String)}, giving up after so long without a byte. */
  public EventStreamClient(URI commandSide, String serviceToken, Duration silence) {
    this.commandSide = commandSide;
    this.serviceToken = serviceToken;
    this.silence = silence;
  }

  /**
   * Hands every event after a position to the reader, until there is none left.
   *
   * @param after a position, 0 for the beginning
   * @return the position up to which all was read
   * @throws UncheckedIOException when command-side does not answer, or not with the feed
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
   * Hands the events of one page to the reader.
   *
   * @param limit the most events to read, up to {@link #LARGEST_PAGE}
   * @param types none for all
   * @return how far the page went, and how far the store
   * @throws UncheckedIOException when command-side does not answer, or not with a whole page; the
   *     reader may have had some of its events
   */
  public PageTrailer page(
      long after, int limit, Set<EventType> types, Consumer<RecordedEvent> reader) {
    try {
      HttpURLConnection connection = open(after, limit, types);
      try {
        if (connection.getResponseCode() != OK) {
          throw new IOException("The event feed answers " + connection.getResponseCode());
        }
        try (InputStream body = connection.getInputStream()) {
          return new PageReader(body).read(reader);
        }
      } catch (IOException | RuntimeException failed) {
        // The rest of the page is still to come on it, so it is of no further use.
        connection.disconnect();
        throw failed;
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Java's other HTTP client knows no limit for the time between two bytes. */
  private HttpURLConnection open(long after, int limit, Set<EventType> types) throws IOException {
    var query = new StringBuilder("/internal/events?after=" + after + "&limit=" + limit);
    types.forEach(type -> query.append("&type=").append(type.stableName()));
    var connection =
        (HttpURLConnection) commandSide.resolve(query.toString()).toURL().openConnection();
    connection.setConnectTimeout(CONNECTED_WITHIN_MS);
    connection.setReadTimeout((int) silence.toMillis());
    connection.setUseCaches(false);
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("Authorization", "Bearer " + serviceToken);
    return connection;
  }
}

package io.taskledger.events.feed;

import io.taskledger.events.codec.EventHeader;
import io.taskledger.events.ordered.Delivery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads the event feed of command-side, page by page in the order of positions. */
public final class EventFeed {
  private static final int PAGE = 10_000;
  private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(3);
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECTED_WITHIN).build();
  private final URI commandSide;
  private final String serviceToken;

  /** The feed of this command-side, opened with the secret that the services share. */
  public EventFeed(URI commandSide, String serviceToken) {
    this.commandSide = commandSide;
    this.serviceToken = serviceToken;
  }

  /**
   * Hands every event after a position to the reader, until there is none left.
   *
   * @param after a position, 0 for the beginning
   * @return the position of the last event read, or {@code after} when there was none
   * @throws UncheckedIOException when command-side does not answer, or not with the feed
   */
  public long read(long after, Consumer<Delivery> reader) {
    long position = after;
    while (true) {
      long last = page(position, reader);
      if (last == position) {
        return position;
      }
      position = last;
    }
  }

  private long page(long after, Consumer<Delivery> reader) {
    HttpRequest request =
        HttpRequest.newBuilder(
                commandSide.resolve("/internal/events?after=" + after + "&limit=" + PAGE))
            .header("Authorization", "Bearer " + serviceToken)
            .timeout(ANSWERED_WITHIN)
            .build();
    try {
      HttpResponse<Stream<String>> response =
          http.send(request, HttpResponse.BodyHandlers.ofLines());
      try (Stream<String> lines = response.body()) {
        if (response.statusCode() != 200) {
          throw new IOException("The event feed answers " + response.statusCode());
        }
        long[] last = {after};
        lines.forEach(
            line -> {
              Delivery delivery = FeedLine.read(line);
              reader.accept(delivery);
              last[0] = Long.parseLong(delivery.headers().getOrDefault(EventHeader.POSITION, "0"));
            });
        return last[0];
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("stopped while reading the feed", stopped));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}

package io.taskledger.local.bench.feed;

import io.taskledger.local.bench.system.LocalSystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.util.Properties;

/** A reader of the event feed that only counts. */
public record FeedSink(URI commandSide, String serviceToken) {
  private static final int OK = 200;
  private static final int BUFFER = 1 << 16;
  private static final int READ_WITHIN_MS = 30_000;

  /** With the secret that the system made up when it first started. */
  public static FeedSink of(LocalSystem system) throws IOException {
    var secrets = new Properties();
    try (Reader file = Files.newBufferedReader(system.data().resolve("secrets.properties"))) {
      secrets.load(file);
    }
    return new FeedSink(
        URI.create("http://127.0.0.1:" + system.port("COMMAND")),
        secrets.getProperty("service.token", ""));
  }

  /** Reads the first million of the events that the filter lets through. */
  public Reading read(String filter) throws IOException {
    return Reading.<IOException>timed(
        () -> {
          var connection =
              (HttpURLConnection)
                  commandSide
                      .resolve("/internal/events?limit=1000000" + filter)
                      .toURL()
                      .openConnection();
          connection.setReadTimeout(READ_WITHIN_MS);
          connection.setRequestProperty("Authorization", "Bearer " + serviceToken);
          if (connection.getResponseCode() != OK) {
            throw new IOException("The event feed answers " + connection.getResponseCode());
          }
          try (InputStream body = connection.getInputStream()) {
            return count(body);
          }
        });
  }

  private static Reading.Size count(InputStream body) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long lines = 0;
    long bytes = 0;
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      bytes += read;
      for (int i = 0; i < read; i++) {
        if (buffer[i] == '\n') {
          lines++;
        }
      }
    }
    // The last line is the end.
    return new Reading.Size(lines - 1, bytes);
  }
}

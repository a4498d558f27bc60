package io.taskledger.verification.bench.feed;

import io.taskledger.verification.bench.system.LocalSystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.util.Properties;

/** A reader of long answers that only counts their lines. */
public record LineSink(URI service, String token) {
  private static final int OK = 200;
  private static final int BUFFER = 1 << 16;
  private static final int READ_WITHIN_MS = 30_000;

  /** For the event feed, with the secret that the system made up when it first started. */
  public static LineSink ofFeed(LocalSystem system) throws IOException {
    var secrets = new Properties();
    try (Reader file = Files.newBufferedReader(system.data().resolve("secrets.properties"))) {
      secrets.load(file);
    }
    return new LineSink(
        URI.create("http://127.0.0.1:" + system.port("COMMAND")),
        secrets.getProperty("service.token", ""));
  }

  /** Reads the first million of the events that the filter lets through. */
  public Reading feed(String filter) throws IOException {
    Reading read = read("/internal/events?limit=1000000" + filter, "text/tab-separated-values");
    // The last line is the end.
    return new Reading(read.events() - 1, read.bytes(), read.seconds());
  }

  /** Reads all that the address gives in this format; each line counts as an event. */
  public Reading read(String address, String format) throws IOException {
    return Reading.<IOException>timed(
        () -> {
          var connection = (HttpURLConnection) service.resolve(address).toURL().openConnection();
          connection.setReadTimeout(READ_WITHIN_MS);
          connection.setRequestProperty("Authorization", "Bearer " + token);
          connection.setRequestProperty("Accept", format);
          if (connection.getResponseCode() != OK) {
            throw new IOException(address + " answers " + connection.getResponseCode());
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
    return new Reading.Size(lines, bytes);
  }
}

package io.taskledger.local;

import io.taskledger.local.service.Service;
import io.taskledger.local.settings.RunLock;
import io.taskledger.local.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** {@code local/status}: says what runs, and how each service feels. */
final class Status {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private Status() {}

  /**
   * Answers the exit status: 0 when everything is up, 1 when something is not, 3 when nothing runs.
   */
  static int run(Settings settings) throws InterruptedException {
    Optional<Long> holder = RunLock.holder(settings.data());
    if (holder.isEmpty()) {
      System.out.println("Nothing runs on " + settings.data() + ".");
      return 3;
    }
    System.out.printf("Process %d runs on %s.%n", holder.get(), settings.data());
    boolean allUp = true;
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      for (Service service : Service.values()) {
        String health = health(http, settings.port(service.management()));
        System.out.printf("  %-20s %s%n", service.serviceName(), health);
        allUp &= health.equals("UP");
      }
    }
    return allUp ? 0 : 1;
  }

  private static String health(HttpClient http, int port) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health"))
            .timeout(PATIENCE)
            .build();
    try {
      String body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return body.contains("\"status\":\"UP\"") && !body.contains("\"DOWN\"") ? "UP" : body;
    } catch (IOException away) {
      return "does not answer on port " + port;
    }
  }
}

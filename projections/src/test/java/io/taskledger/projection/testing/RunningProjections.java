package io.taskledger.projection.testing;

import static org.awaitility.Awaitility.await;

import io.taskledger.devservers.TestServers;
import io.taskledger.messaging.kafka.KafkaSettings;
import io.taskledger.messaging.kafka.TopicCreation;
import io.taskledger.projection.ProjectionsApplication;
import io.taskledger.projection.generation.Generation;
import io.taskledger.projection.generation.Generations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole service on real servers. */
public final class RunningProjections implements AutoCloseable {
  public final ProjectionsDatabase database = ProjectionsDatabase.prepared();
  public final EventStreamServer feed = new EventStreamServer();
  public final KafkaSettings kafka =
      new KafkaSettings(TestServers.kafka().bootstrapServers(), Map.of());
  private final AdminIssuer issuer = new AdminIssuer();
  private final ConfigurableApplicationContext context;
  private final HttpClient http = HttpClient.newHttpClient();

  /** Further arguments stand in for those of the same name. */
  public RunningProjections(String... more) {
    new TopicCreation(kafka).afterPropertiesSet();
    context =
        new SpringApplicationBuilder(ProjectionsApplication.class)
            .properties("spring.config.name=projections")
            .run(
                Stream.concat(
                        arguments().stream()
                            .filter(each -> Stream.of(more).noneMatch(other -> same(each, other))),
                        Stream.of(more))
                    .toArray(String[]::new));
  }

  private static boolean same(String argument, String other) {
    return argument.split("=")[0].equals(other.split("=")[0]);
  }

  private List<String> arguments() {
    return List.of(
        "--server.port=0",
        "--management.server.port=0",
        "--spring.datasource.url=" + database.url(),
        "--spring.datasource.password=" + ProjectionsDatabase.PASSWORD,
        "--taskledger.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
        "--taskledger.redis.uri=" + TestServers.redis().uri(),
        "--taskledger.command-side.uri=" + feed.uri(),
        "--taskledger.service-token=token",
        "--taskledger.identity.jwks-uri=" + issuer.keys(),
        "--taskledger.saga-notifications.uri=http://localhost:1");
  }

  /** The generation of a projection that readers see. */
  public Generation live(String projection) {
    return bean(Generations.class).live(projection).orElseThrow();
  }

  public void awaitLive(String projection) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> bean(Generations.class).live(projection).isPresent());
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public String property(String name) {
    return context.getEnvironment().getRequiredProperty(name);
  }

  /** Asks as somebody with these roles; without any, without a token. */
  public HttpResponse<String> ask(String method, String path, String... roles) {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + property("local.server.port") + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (roles.length > 0) {
      request.header("Authorization", "Bearer " + issuer.token(roles));
    }
    return send(request.build());
  }

  /** Asks as an administrator, with a body that may be empty. */
  public HttpResponse<String> ask(String method, String path, String body, boolean asAdmin) {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + property("local.server.port") + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + issuer.token(asAdmin ? "admin" : "user"));
    return send(request.build());
  }

  /** What an administrator is told as server-sent events, until the stream ends. */
  public HttpResponse<String> stream(String path) {
    return send(
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + property("local.server.port") + path))
            .header("Accept", "text/event-stream")
            .header("Authorization", "Bearer " + issuer.token("admin"))
            .build());
  }

  /** What the management port says. */
  public String manage(String path) {
    return send(HttpRequest.newBuilder(
                URI.create(
                    "http://localhost:" + property("local.management.port") + "/actuator/" + path))
            .build())
        .body();
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  /** Publishes as command-side does; when this returns Kafka has it. */
  public void publish(Story story) {
    try (var producer = new KafkaProducer<String, byte[]>(kafka.producer())) {
      story.records().forEach(producer::send);
      producer.flush();
    }
  }

  @Override
  public void close() {
    context.close();
    feed.close();
    issuer.close();
    database.close();
  }
}

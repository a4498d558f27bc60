package io.taskledger.projection.testing;

import static org.awaitility.Awaitility.await;

import io.taskledger.events.kafka.KafkaSettings;
import io.taskledger.events.kafka.TopicCreation;
import io.taskledger.projection.ProjectionsApplication;
import io.taskledger.projection.generation.Generation;
import io.taskledger.projection.generation.Generations;
import io.taskledger.servers.TestServers;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole service on real servers. */
public final class RunningProjections implements AutoCloseable {
  public final ProjectionsDatabase database = ProjectionsDatabase.prepared();
  public final FeedServer feed = new FeedServer();
  public final KafkaSettings kafka =
      new KafkaSettings(TestServers.kafka().bootstrapServers(), Map.of());
  private final ConfigurableApplicationContext context;

  public RunningProjections() {
    new TopicCreation(kafka).afterPropertiesSet();
    context =
        new SpringApplicationBuilder(ProjectionsApplication.class)
            .properties("spring.config.name=projections")
            .run(
                "--server.port=0",
                "--management.server.port=0",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.password=" + ProjectionsDatabase.PASSWORD,
                "--taskledger.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--taskledger.redis.uri=redis://localhost:" + TestServers.redis().port(),
                "--taskledger.command-side.uri=" + feed.uri(),
                "--taskledger.service-token=token");
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
    database.close();
  }
}

package io.taskledger.projection;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Keeps the read models up to date with the events on Kafka. */
@SpringBootApplication
public class ProjectionsApplication {
  /** Starts the service with the settings of {@code projections.yaml}. */
  public static void main(String[] args) {
    new SpringApplicationBuilder(ProjectionsApplication.class)
        .properties("spring.config.name=projections")
        .run(args);
  }
}

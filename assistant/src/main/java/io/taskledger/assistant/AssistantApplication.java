package io.taskledger.assistant;

import io.taskledger.web.service.ResourceServerConfiguration;
import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The assistant. Its settings stand in {@code assistant.yaml}. */
@SpringBootApplication(proxyBeanMethods = false)
@Import(ResourceServerConfiguration.class)
public class AssistantApplication {
  /** Starts the service in this JVM, which it may share with others. */
  public static void main(String[] arguments) {
    new SpringApplicationBuilder(AssistantApplication.class)
        .properties("spring.config.name=assistant")
        .run(arguments);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}

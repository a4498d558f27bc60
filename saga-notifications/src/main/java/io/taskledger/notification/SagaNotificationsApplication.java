package io.taskledger.notification;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The notification service. Its settings stand in {@code saga-notifications.yaml}. */
@SpringBootApplication(proxyBeanMethods = false)
public class SagaNotificationsApplication {
  /** Starts the service in this JVM, which it may share with others. */
  public static void main(String[] arguments) {
    new SpringApplicationBuilder(SagaNotificationsApplication.class)
        .properties("spring.config.name=saga-notifications")
        .run(arguments);
  }
}

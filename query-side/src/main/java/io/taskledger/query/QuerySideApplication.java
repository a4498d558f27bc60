package io.taskledger.query;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The query service. Its settings stand in {@code query-side.yaml}. */
@SpringBootApplication(proxyBeanMethods = false)
public class QuerySideApplication {
  /** Starts the service in this JVM, which it may share with others. */
  public static void main(String[] arguments) {
    new SpringApplicationBuilder(QuerySideApplication.class)
        .properties("spring.config.name=query-side")
        .run(arguments);
  }
}

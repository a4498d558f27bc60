package io.taskledger.gateway;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the gateway. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ApiGatewayApplication {

  public static void main(String[] arguments) {
    new SpringApplicationBuilder(ApiGatewayApplication.class)
        .properties("spring.config.name=api-gateway")
        .run(arguments);
  }
}

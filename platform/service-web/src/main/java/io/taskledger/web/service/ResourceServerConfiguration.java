package io.taskledger.web.service;

import io.taskledger.web.BodyLimit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * A service that users reach through the gateway and that issues no tokens itself. To be imported.
 */
@Configuration(proxyBeanMethods = false)
@Import({ServiceWebConfiguration.class, AccessTokenConfiguration.class})
public class ResourceServerConfiguration {
  /** Nothing is uploaded there. Bytes. */
  private static final long BODY_LIMIT = 16 * 1024;

  @Bean
  BodyLimit bodyLimit() {
    return new BodyLimit(BODY_LIMIT);
  }
}

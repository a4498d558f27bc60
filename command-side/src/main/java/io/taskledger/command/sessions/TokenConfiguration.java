package io.taskledger.command.sessions;

import io.taskledger.web.BodyLimit;
import io.taskledger.web.security.OpenEndpoints;
import io.taskledger.web.service.ServiceWebConfiguration;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What every request to command-side passes first. */
@Configuration(proxyBeanMethods = false)
@Import(ServiceWebConfiguration.class)
class TokenConfiguration {
  /** One task fits many times. */
  private static final long BODY_LIMIT = 256 * 1024;

  /** 500 commands of 4 KB each. */
  private static final long BATCH_LIMIT = 2 * 1024 * 1024;

  @Bean
  OpenEndpoints openEndpoints() {
    return new OpenEndpoints(
        Set.of(
            "POST /api/users",
            "POST /api/sessions",
            "POST /api/sessions/refresh",
            "GET /api/email-confirmations",
            "POST /api/email-confirmations",
            "GET /.well-known/jwks.json"));
  }

  @Bean
  BodyLimit bodyLimit() {
    return new BodyLimit(BODY_LIMIT, Map.of("/api/commands", BATCH_LIMIT));
  }
}

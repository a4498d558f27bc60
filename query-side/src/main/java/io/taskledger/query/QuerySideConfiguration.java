package io.taskledger.query;

import io.taskledger.web.preferences.UserPreferencesClient;
import io.taskledger.web.service.ResourceServerConfiguration;
import java.net.URI;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What all queries share: what stands before them, and the clock. */
@Configuration(proxyBeanMethods = false)
@Import(ResourceServerConfiguration.class)
class QuerySideConfiguration {
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  UserPreferencesClient userPreferences(
      @Value("${taskledger.command-side.uri}") URI commandSide,
      @Value("${taskledger.service-token}") String serviceToken) {
    return new UserPreferencesClient(commandSide, serviceToken);
  }
}

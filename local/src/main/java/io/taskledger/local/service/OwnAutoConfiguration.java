package io.taskledger.local.service;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Keeps from each service the auto-configurations of libraries that only another service brought
 * onto the class path that they share here; alone in its own JVM it would not have them either.
 */
public final class OwnAutoConfiguration implements AutoConfigurationImportFilter, EnvironmentAware {
  private static final Set<String> WITH_DATABASE =
      Set.of("command-side", "projections", "query-side", "saga-notifications");
  private static final Map<String, Set<String>> OWNERS =
      Map.of(
          "org.springframework.boot.jdbc.", WITH_DATABASE,
          "org.springframework.boot.persistence.", WITH_DATABASE,
          "org.springframework.boot.transaction.", WITH_DATABASE,
          "org.springframework.boot.data.jpa.", Set.of("query-side"),
          "org.springframework.boot.hibernate.", Set.of("query-side"),
          "org.springframework.boot.jpa.", Set.of("query-side"),
          "org.springframework.boot.mail.", Set.of("command-side", "saga-notifications"),
          "org.axonframework.", Set.of("command-side", "projections", "saga-notifications"),
          "org.springframework.boot.flyway.",
              Set.of("command-side", "projections", "saga-notifications"));

  private String service = "";

  @Override
  public void setEnvironment(Environment environment) {
    service = environment.getProperty("spring.application.name", "");
  }

  @Override
  public boolean[] match(@Nullable String[] names, AutoConfigurationMetadata metadata) {
    boolean[] matches = new boolean[names.length];
    for (int i = 0; i < names.length; i++) {
      String name = names[i];
      matches[i] =
          name != null
              && OWNERS.entrySet().stream()
                  .noneMatch(
                      owned ->
                          name.startsWith(owned.getKey()) && !owned.getValue().contains(service));
    }
    return matches;
  }
}

package io.taskledger.web.service;

import java.util.TreeSet;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.util.PlaceholderResolutionException;

/**
 * Ends the start of a service whose configuration names an environment variable that is not set.
 * Spring would take the placeholder itself for the value, and PostgreSQL would refuse a password
 * that nobody has given.
 */
final class RequiredVariables implements ApplicationListener<ApplicationContextInitializedEvent> {
  private static final String OURS = "TASKLEDGER_";

  @Override
  public void onApplicationEvent(ApplicationContextInitializedEvent event) {
    ConfigurableEnvironment environment = event.getApplicationContext().getEnvironment();
    var missing = new TreeSet<String>();
    for (var source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> properties) {
        for (String name : properties.getPropertyNames()) {
          try {
            // Another source may have a value for the same name.
            environment.getProperty(name);
          } catch (PlaceholderResolutionException unresolved) {
            if (unresolved.getPlaceholder().startsWith(OURS)) {
              missing.add(unresolved.getPlaceholder());
            }
          }
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "Set " + String.join(", ", missing) + " in the environment: this service needs it.");
    }
  }
}

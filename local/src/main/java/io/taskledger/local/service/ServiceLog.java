package io.taskledger.local.service;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.sift.AbstractDiscriminator;

/**
 * Tells log lines of the services in one JVM apart: a thread writes to the log of the service whose
 * start-up it, or the thread that made it, belongs to.
 */
public final class ServiceLog extends AbstractDiscriminator<ILoggingEvent> {
  private static final InheritableThreadLocal<String> SERVICE = new InheritableThreadLocal<>();
  private static final String UNKNOWN = "local";

  /** From now on this thread, and those that it makes, write to the log of this service. */
  public static void enter(String service) {
    SERVICE.set(service);
  }

  @Override
  public String getDiscriminatingValue(ILoggingEvent event) {
    String service = SERVICE.get();
    return service == null ? UNKNOWN : service;
  }

  @Override
  public String getKey() {
    return "service";
  }
}

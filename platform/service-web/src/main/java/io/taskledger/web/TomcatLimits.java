package io.taskledger.web;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Limits of Tomcat that Spring Boot has no properties for. By default a request that names more
 * than ten languages is answered with 500 before any handler sees it; the size of the headers is
 * bound enough.
 */
public final class TomcatLimits
    implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
  private static final int LANGUAGES = 20_000;

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addConnectorCustomizers(connector -> connector.setMaxLocaleCount(LANGUAGES));
  }
}

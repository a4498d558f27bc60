package io.taskledger.web;

import io.taskledger.web.problem.ProblemErrorReport;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Settings of Tomcat that Spring Boot has no properties for. By default a request that names more
 * than ten languages is answered with 500 before any handler sees it; the size of the headers is
 * bound enough. Errors that Tomcat finds itself become problem documents.
 */
public final class TomcatLimits
    implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
  private static final int LANGUAGES = 20_000;

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addConnectorCustomizers(connector -> connector.setMaxLocaleCount(LANGUAGES));
    factory.addContextCustomizers(
        context -> {
          if (context.getParent() instanceof StandardHost host) {
            host.setErrorReportValveClass(ProblemErrorReport.class.getName());
          }
        });
  }
}

package io.taskledger.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.gateway.limit.BufferedBytes;
import io.taskledger.gateway.limit.InFlight;
import io.taskledger.gateway.limit.RateLimits;
import io.taskledger.gateway.problem.ProblemErrorReport;
import io.taskledger.gateway.token.Tokens;
import io.taskledger.gateway.upstream.Upstream;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tomcat with one servlet that takes every request, and nothing in front of it. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

  @Bean
  ServletRegistrationBean<GatewayServlet> gatewayServlet(
      Tokens tokens,
      RateLimits limits,
      InFlight inFlight,
      BufferedBytes buffered,
      Upstream upstream,
      MeterRegistry meters) {
    return new ServletRegistrationBean<>(
        new GatewayServlet(tokens, limits, inFlight, buffered, upstream, meters), "/*");
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemDocumentsFromTomcat() {
    return factory ->
        factory.addContextCustomizers(
            context -> {
              if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemErrorReport.class.getName());
              }
            });
  }
}

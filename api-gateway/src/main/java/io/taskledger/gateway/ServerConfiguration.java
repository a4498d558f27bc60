package io.taskledger.gateway;

import io.taskledger.gateway.limit.BufferedBytes;
import io.taskledger.gateway.limit.InFlight;
import io.taskledger.gateway.limit.RateLimits;
import io.taskledger.gateway.upstream.Upstream;
import io.taskledger.web.TomcatLimits;
import io.taskledger.web.service.AccessTokenConfiguration;
import io.taskledger.web.trace.RequestContext;
import java.time.Clock;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Tomcat with one servlet that takes every request. */
@Configuration(proxyBeanMethods = false)
@Import({
  RequestContext.class,
  TomcatLimits.class,
  AccessTokenConfiguration.class,
  GatewaySecurity.class
})
class ServerConfiguration {
  @Bean
  ServletRegistrationBean<GatewayServlet> gatewayServlet(
      RateLimits limits, InFlight inFlight, BufferedBytes buffered, Upstream upstream) {
    return new ServletRegistrationBean<>(
        new GatewayServlet(limits, inFlight, buffered, upstream), "/*");
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}

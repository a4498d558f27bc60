package io.taskledger.gateway.page;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.ProtocolHandler;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A second port of the gateway for the page, set up like the first. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class PageConnector implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
  private final PageSettings settings;

  PageConnector(PageSettings settings) {
    this.settings = settings;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    if (settings.port() == 0) {
      return;
    }
    var connector = new Connector(TomcatServletWebServerFactory.DEFAULT_PROTOCOL);
    factory.getConnectorCustomizers().forEach(customizer -> customizer.customize(connector));
    factory
        .getProtocolHandlerCustomizers()
        .forEach(customizer -> customize(customizer, connector.getProtocolHandler()));
    connector.setPort(settings.port());
    if (factory.getAddress() != null) {
      connector.setProperty("address", factory.getAddress().getHostAddress());
    }
    factory.addAdditionalConnectors(connector);
  }

  @SuppressWarnings("unchecked") // As the factory itself does for its own connector.
  private static void customize(
      TomcatProtocolHandlerCustomizer<?> customizer, ProtocolHandler handler) {
    ((TomcatProtocolHandlerCustomizer<ProtocolHandler>) customizer).customize(handler);
  }
}

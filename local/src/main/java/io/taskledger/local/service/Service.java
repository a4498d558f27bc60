package io.taskledger.local.service;

import io.taskledger.assistant.AssistantApplication;
import io.taskledger.command.CommandSideApplication;
import io.taskledger.devservers.RedisServer;
import io.taskledger.gateway.ApiGatewayApplication;
import io.taskledger.local.settings.Secrets;
import io.taskledger.local.settings.Settings;
import io.taskledger.local.settings.Settings.Port;
import io.taskledger.notification.SagaNotificationsApplication;
import io.taskledger.projection.ProjectionsApplication;
import io.taskledger.query.QuerySideApplication;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The six services, and what each is told about the machine that it runs on. */
public enum Service {
  COMMAND_SIDE(
      "command-side",
      CommandSideApplication.class,
      Port.COMMAND,
      Port.COMMAND_MANAGEMENT,
      "command_side",
      "command_side"),
  PROJECTIONS(
      "projections",
      ProjectionsApplication.class,
      Port.PROJECTIONS,
      Port.PROJECTIONS_MANAGEMENT,
      "projections",
      "projections"),
  QUERY_SIDE(
      "query-side",
      QuerySideApplication.class,
      Port.QUERY,
      Port.QUERY_MANAGEMENT,
      "query_side",
      "projections"),
  SAGA_NOTIFICATIONS(
      "saga-notifications",
      SagaNotificationsApplication.class,
      Port.NOTIFICATIONS,
      Port.NOTIFICATIONS_MANAGEMENT,
      "notifications",
      "notifications"),
  ASSISTANT(
      "assistant", AssistantApplication.class, Port.ASSISTANT, Port.ASSISTANT_MANAGEMENT, "", ""),
  API_GATEWAY(
      "api-gateway", ApiGatewayApplication.class, Port.GATEWAY, Port.GATEWAY_MANAGEMENT, "", "");

  private final String serviceName;
  private final Class<?> application;
  private final Port port;
  private final Port management;
  private final String role;
  private final String schema;

  Service(
      String serviceName,
      Class<?> application,
      Port port,
      Port management,
      String role,
      String schema) {
    this.serviceName = serviceName;
    this.application = application;
    this.port = port;
    this.management = management;
    this.role = role;
    this.schema = schema;
  }

  public String serviceName() {
    return serviceName;
  }

  public Port management() {
    return management;
  }

  /** The database role; empty for a service without a database. */
  String role() {
    return role;
  }

  /** The schema that it works in; only its owner may change it. */
  String schema() {
    return schema;
  }

  /** Starts it; returns when it serves. */
  public ConfigurableApplicationContext start(Settings settings, Secrets secrets) {
    ServiceLog.enter(serviceName);
    String commandSide = "http://localhost:" + settings.port(Port.COMMAND);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--spring.config.name=" + serviceName,
                "--server.port=" + settings.port(port),
                "--management.server.port=" + settings.port(management),
                "--management.server.address=127.0.0.1",
                "--server.address=" + (this == API_GATEWAY ? settings.bind() : "127.0.0.1"),
                // Each context is a service of its own, also for its metrics.
                "--management.metrics.use-global-registry=false",
                "--taskledger.service-token=" + secrets.serviceToken(),
                "--taskledger.command-side.uri=" + commandSide,
                "--taskledger.identity.jwks-uri=" + commandSide + "/.well-known/jwks.json",
                "--taskledger.kafka.bootstrap-servers=127.0.0.1:" + settings.port(Port.KAFKA),
                "--taskledger.redis.uri="
                    + RedisServer.uri(settings.port(Port.REDIS), secrets.redis()),
                "--taskledger.gateway.command-side=" + commandSide,
                "--taskledger.gateway.query-side=http://localhost:" + settings.port(Port.QUERY),
                "--taskledger.gateway.projections=http://localhost:"
                    + settings.port(Port.PROJECTIONS),
                "--taskledger.query-side.uri=http://localhost:" + settings.port(Port.QUERY),
                "--taskledger.gateway.assistant=http://localhost:" + settings.port(Port.ASSISTANT),
                "--taskledger.page.port=" + settings.port(Port.PAGE),
                "--taskledger.saga-notifications.uri=http://localhost:"
                    + settings.port(Port.NOTIFICATIONS),
                "--taskledger.admin.email=" + secrets.adminEmail(),
                "--taskledger.admin.password=" + secrets.adminPassword(),
                "--taskledger.email-confirmation.public-uri=http://localhost:"
                    + settings.port(Port.GATEWAY),
                "--taskledger.email-confirmation.confirmed="
                    + secrets.adminEmail()
                    + ","
                    + secrets.demoEmail(),
                "--spring.mail.host=localhost",
                "--spring.mail.port=" + settings.port(Port.SMTP)));
    if (!role.isEmpty()) {
      arguments.add(
          "--spring.datasource.url=jdbc:postgresql://127.0.0.1:%d/%s?currentSchema=%s"
              .formatted(settings.port(Port.POSTGRES), Infrastructure.DATABASE, schema));
      arguments.add("--spring.datasource.username=" + role);
      arguments.add("--spring.datasource.password=" + secrets.database(role));
    }
    return new SpringApplicationBuilder(application)
        .registerShutdownHook(false)
        .run(arguments.toArray(String[]::new));
  }
}

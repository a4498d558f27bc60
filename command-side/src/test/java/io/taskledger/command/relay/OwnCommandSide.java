package io.taskledger.command.relay;

import io.taskledger.command.CommandSideApplication;
import io.taskledger.command.testing.CommandSide;
import io.taskledger.devservers.Ports;
import io.taskledger.devservers.TestServers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The service on a new database of its own, in this JVM or in one that can be killed. */
public final class OwnCommandSide {
  public static final String ROLE = "command_side";

  private final String database = TestServers.freshDatabase();
  private final String kafka;

  /** Nothing is started yet. */
  public OwnCommandSide(String kafka) {
    this.kafka = kafka;
    TestServers.postgres().ensureRole(ROLE, ROLE);
    TestServers.postgres().ensureSchema(database, ROLE, ROLE);
  }

  /** Starts it in this JVM; returns when it serves. */
  public ConfigurableApplicationContext startHere() {
    return new SpringApplicationBuilder(CommandSideApplication.class)
        .run(arguments(0).toArray(String[]::new));
  }

  /** Where one that was started here serves. */
  public static URI address(ConfigurableApplicationContext context) {
    return URI.create(
        "http://localhost:"
            + Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port")));
  }

  /** Begins to start it as a process, with its output in a file. */
  public Process startApart(Path log) throws IOException {
    return OtherJvm.command(CommandSideApplication.class, arguments(Ports.free()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Where its schema is, with its role's name for a password. */
  public String jdbcUrl() {
    return TestServers.postgres().jdbcUrl(database) + "?currentSchema=" + ROLE;
  }

  /** Connections as the service has them. */
  public DataSource dataSource() {
    var source = new PGSimpleDataSource();
    source.setUrl(jdbcUrl());
    source.setUser(ROLE);
    source.setPassword(ROLE);
    return source;
  }

  private List<String> arguments(int port) {
    return new ArrayList<>(
        List.of(
            "--spring.config.name=" + CommandSideApplication.NAME,
            "--spring.datasource.url=" + TestServers.postgres().jdbcUrl(database),
            "--spring.datasource.password=" + ROLE,
            "--taskledger.kafka.bootstrap-servers=" + kafka,
            "--taskledger.service-token=" + CommandSide.SERVICE_TOKEN,
            "--server.port=" + port,
            "--management.server.port=0"));
  }
}

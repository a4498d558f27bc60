package io.taskledger.notification;

import static org.awaitility.Awaitility.await;

import io.taskledger.devservers.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/** The service with a database of its own, which outlives stops and starts. */
final class RunningService implements AutoCloseable {
  private final String url = TestDatabase.fresh();
  private final StandInCommandSide commandSide = new StandInCommandSide();
  private final int mailPort;
  private final Class<?>[] more;
  private @Nullable ConfigurableApplicationContext context;

  private RunningService(int mailPort, Consumer<StandInCommandSide> past, Class<?>... more) {
    this.mailPort = mailPort;
    this.more = more;
    past.accept(commandSide);
    start();
  }

  /** Starts it after all this has happened. */
  static RunningService bootstrapped(Consumer<StandInCommandSide> past) {
    return new RunningService(TestServers.mail().smtpPort(), past);
  }

  /** Starts it with the shared mail catcher, and further beans. */
  static RunningService started(Class<?>... more) {
    return new RunningService(TestServers.mail().smtpPort(), ignored -> {}, more);
  }

  /** Starts it with a mail server that is expected at this port. */
  static RunningService withMailAt(int port) {
    return new RunningService(port, ignored -> {});
  }

  /** Starts it, again on the same database. Returns when it follows Kafka. */
  void start() {
    context =
        new SpringApplicationBuilder(SagaNotificationsApplication.class)
            .sources(more)
            .properties("spring.config.name=saga-notifications")
            .run(
                "--server.port=0",
                "--management.server.port=0",
                "--spring.datasource.url=" + url,
                "--spring.datasource.password=" + TestDatabase.PASSWORD,
                "--spring.mail.port=" + mailPort,
                "--taskledger.service-token=" + StandInCommandSide.SERVICE_TOKEN,
                "--taskledger.command-side.uri=" + commandSide.uri(),
                "--taskledger.kafka.bootstrap-servers=" + TestServers.kafka().bootstrapServers(),
                "--taskledger.reminders.poll-interval=200ms",
                "--taskledger.reminders.first-retry=200ms",
                "--taskledger.reminders.last-retry=500ms");
    await().atMost(Duration.ofSeconds(30)).until(() -> count("inbox_offset") > 0);
  }

  /** Stops it as a service is stopped, with time to finish what it is at. */
  void stop() {
    if (context != null) {
      context.close();
      context = null;
    }
  }

  /** What the service takes for command-side. */
  StandInCommandSide commandSide() {
    return commandSide;
  }

  <T> T bean(Class<T> type) {
    if (context == null) {
      throw new IllegalStateException("the service is stopped");
    }
    return context.getBean(type);
  }

  /** The service's tables, also while it is stopped. */
  JdbcTemplate database() {
    return new JdbcTemplate(TestDatabase.at(url));
  }

  /** Whether a saga waits for a reminder of the task. */
  boolean hasArmed(TaskStory task) {
    return Boolean.TRUE.equals(
        database()
            .queryForObject(
                "select exists (select from association_value_entry where association_value = ?)",
                Boolean.class,
                task.taskId().toString()));
  }

  /** A connection beside those of the service. */
  Connection connection() throws SQLException {
    return TestDatabase.at(url).getConnection();
  }

  /** How many of the service's connections wait for a lock. */
  int waitingForALock() {
    Integer waiting =
        database()
            .queryForObject(
                """
                select count(*) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'
                """,
                Integer.class);
    return waiting == null ? 0 : waiting;
  }

  /** The port for other services. */
  int port() {
    return bean(Environment.class).getRequiredProperty("local.server.port", Integer.class);
  }

  /** The port for health and metrics. */
  int managementPort() {
    return bean(Environment.class).getRequiredProperty("local.management.port", Integer.class);
  }

  /** How many rows a table has. */
  int count(String table) {
    Integer count = database().queryForObject("select count(*) from " + table, Integer.class);
    return count == null ? 0 : count;
  }

  @Override
  public void close() {
    stop();
    commandSide.close();
  }
}

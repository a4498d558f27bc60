package io.taskledger.command.testing;

import com.zaxxer.hikari.HikariDataSource;
import io.taskledger.command.CommandSideApplication;
import io.taskledger.devservers.TestServers;
import io.taskledger.web.PositionTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service on the shared real servers, started once for all tests, and a client of it. */
public final class CommandSide implements AutoCloseable {
  public static final String SERVICE_TOKEN = "secret-of-the-services";
  public static final String ADMIN = "admin@taskledger.test";
  public static final String ADMIN_PASSWORD = "an admin's password";
  public static final String PASSWORD = "long enough!";

  /** Reads the position tokens that the service issues. */
  public static final PositionTokens POSITIONS = new PositionTokens(List.of(SERVICE_TOKEN));

  /** As the service itself has it, which counts whole milliseconds. */
  public static final Clock REAL_TIME = Clock.tickMillis(ZoneOffset.UTC);

  public static final JsonMapper JSON = new JsonMapper();

  private static final String BATCH_DEADLINE = "--taskledger.batch.deadline=";

  private static @Nullable CommandSide shared;
  private static @Nullable CommandSide besideIt;

  private final ConfigurableApplicationContext context;
  private final String database;
  private final JdbcTemplate store;
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;

  private CommandSide(String database, Clock clock, String... settings) {
    this.database = database;
    var postgres = TestServers.postgres();
    postgres.ensureRole("command_side", "command_side");
    postgres.ensureSchema(database, "command_side", "command_side");
    List<String> arguments = new ArrayList<>(List.of(settings));
    if (arguments.stream().noneMatch(setting -> setting.startsWith(BATCH_DEADLINE))) {
      // Machines that run tests are busy.
      arguments.add(BATCH_DEADLINE + "5m");
    }
    arguments.addAll(
        List.of(
            "--spring.config.name=command-side",
            "--spring.datasource.url=" + postgres.jdbcUrl(database),
            "--spring.datasource.password=command_side",
            "--taskledger.kafka.bootstrap-servers=" + TestServers.kafka().bootstrapServers(),
            "--taskledger.service-token=" + SERVICE_TOKEN,
            "--taskledger.admin.email=" + ADMIN,
            "--taskledger.admin.password=" + ADMIN_PASSWORD,
            "--spring.mail.port=" + TestServers.mail().smtpPort(),
            // Every test has users of its own.
            "--taskledger.email-confirmation.per-hour=1000000",
            "--server.port=0",
            "--management.server.port=0"));
    context =
        new SpringApplicationBuilder(CommandSideApplication.class)
            .initializers(
                starting ->
                    ((GenericApplicationContext) starting)
                        .registerBean(
                            "testClock",
                            Clock.class,
                            () -> clock,
                            definition -> definition.setPrimary(true)))
            .run(arguments.toArray(String[]::new));
    store = new JdbcTemplate(pooled(postgres.superuser(database)));
    base =
        URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port"));
  }

  /** Logging in to PostgreSQL takes longer than most of what a test asks it. */
  private static DataSource pooled(DataSource source) {
    var pool = new HikariDataSource();
    pool.setDataSource(source);
    pool.setMaximumPoolSize(4);
    pool.setMinimumIdle(0);
    return pool;
  }

  /** The one that all tests share. */
  public static synchronized CommandSide running() {
    if (shared == null) {
      shared = new CommandSide(TestServers.freshDatabase(), REAL_TIME);
    }
    return shared;
  }

  /** A second service on the same store, as two processes would be. */
  public static synchronized CommandSide besideIt() {
    if (besideIt == null) {
      besideIt = new CommandSide(running().database, REAL_TIME);
    }
    return besideIt;
  }

  /** One more process, on a database of its own or of another one, in a time of its own. */
  public static CommandSide started(String database, Clock clock, String... settings) {
    return new CommandSide(database, clock, settings);
  }

  @Override
  public void close() {
    context.close();
  }

  /** An answer with its JSON body; an empty object where there is none. */
  public record Answer(int status, JsonNode body, java.net.http.HttpHeaders headers) {
    public String code() {
      return body.path("code").asString("");
    }

    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }
  }

  /** A person who is logged in. */
  public final class Person {
    public final UUID userId;
    public final String accessToken;
    public final String refreshToken;

    private Person(String email, String password) {
      this(logIn(email, password).body());
    }

    private Person(JsonNode session) {
      accessToken = session.path("accessToken").asString();
      refreshToken = session.path("refreshToken").asString();
      userId =
          UUID.fromString(
              send("GET", "/api/users/me", accessToken, null).body().path("userId").asString());
    }

    public Answer post(String path, @Nullable String body, String... headers) {
      return send("POST", path, accessToken, body, headers);
    }

    public Answer patch(String path, String body, String... headers) {
      return send("PATCH", path, accessToken, body, headers);
    }

    public Answer delete(String path, String... headers) {
      return send("DELETE", path, accessToken, null, headers);
    }

    public Answer get(String path) {
      return send("GET", path, accessToken, null);
    }

    /** Creates a task and answers its path. */
    public String task(String title) {
      Answer created = post("/api/tasks", JSON.writeValueAsString(Map.of("title", title)));
      return created.header("Location");
    }
  }

  /** Registers somebody new, who logs in. */
  public Person newcomer() {
    return new Person(register(), PASSWORD);
  }

  /** Logs in somebody who has registered, once more. */
  public Person person(String email) {
    return new Person(email, PASSWORD);
  }

  /** Tries to log in. */
  public Answer logIn(String email, String password) {
    return send("POST", "/api/sessions", null, credentials(email, password));
  }

  /** Registers somebody new and tells the address. */
  public String register() {
    String email = UUID.randomUUID() + "@example.org";
    String body =
        JSON.writeValueAsString(Map.of("email", email, "password", PASSWORD, "name", "Newcomer"));
    send("POST", "/api/users", null, body);
    return email;
  }

  public Answer refresh(String refreshToken) {
    String body = JSON.writeValueAsString(Map.of("refreshToken", refreshToken));
    return send("POST", "/api/sessions/refresh", null, body);
  }

  public Person administrator() {
    return new Person(ADMIN, ADMIN_PASSWORD);
  }

  public Answer send(
      String method,
      String path,
      @Nullable String token,
      @Nullable String body,
      String... headers) {
    return sendBytes(
        method, path, token, body == null ? null : body.getBytes(StandardCharsets.UTF_8), headers);
  }

  public Answer sendBytes(
      String method,
      String path,
      @Nullable String token,
      byte @Nullable [] body,
      String... headers) {
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body))
            .header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String type = response.headers().firstValue("Content-Type").orElse("");
      return new Answer(
          response.statusCode(),
          type.endsWith("json")
              ? JSON.readTree(response.body())
              : JSON.createObjectNode().put("text", response.body()),
          response.headers());
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  public static String credentials(String email, String password) {
    return JSON.writeValueAsString(Map.of("email", email, "password", password));
  }

  /** Where it serves. */
  public URI uri() {
    return base;
  }

  /** A bean of the service. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** How many events the store has. */
  public long head() {
    Long head = store.queryForObject("select position from command_side.event_head", Long.class);
    return head == null ? 0 : head;
  }

  public JdbcTemplate store() {
    return store;
  }
}

package io.taskledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.CommandSide.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is secret is in no log line, whatever happens, and in no event. */
class SecretsTest {
  private static final String OURS = "io.taskledger";

  // PostgreSQL quotes the whole row in its refusal.
  private static final String ROW_REFUSED =
      "alter table command_side.account add constraint quoted check (name <> 'Anna') not valid";

  private final CommandSide service = CommandSide.running();
  private final Logger ours = (Logger) LoggerFactory.getLogger(OURS);
  private final Logger all = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final @Nullable Level usual = ours.getLevel();
  private final Lines lines = new Lines();
  private final List<String> secrets = new ArrayList<>();

  /** Keeps each line as an appender could print it: message, exceptions and context. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {
    final ConcurrentLinkedQueue<String> kept = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      StringBuilder line = new StringBuilder(event.getFormattedMessage());
      line.append(event.getMDCPropertyMap());
      for (IThrowableProxy t = event.getThrowableProxy(); t != null; t = t.getCause()) {
        line.append('\n').append(t.getMessage());
      }
      kept.add(line.toString());
    }
  }

  @BeforeEach
  void listen() {
    lines.start();
    all.addAppender(lines);
    ours.setLevel(Level.DEBUG);
  }

  @AfterEach
  void stopListening() {
    ours.setLevel(usual);
    all.detachAppender(lines);
  }

  @Test
  void nothingSecretIsLoggedOrStoredInAnEvent() {
    String email = UUID.randomUUID() + "@example.org";
    String password = "secret-" + UUID.randomUUID();
    secrets.addAll(List.of(password, "wrong-" + password, "argon2"));
    String registration = json(Map.of("email", email, "password", password, "name", "Anna"));

    service.send("POST", "/api/users", null, registration);
    assertThat(service.send("POST", "/api/users", null, registration).status()).isEqualTo(409);
    service.send("POST", "/api/users", null, registration.replace("}", ",}"));
    service.send("POST", "/api/users", null, registration.replace("\"name\"", "\"nome\""));
    Answer session = logIn(email, password);
    String first = remember(session);
    logIn(email, "wrong-" + password);
    service.send("GET", "/api/users/me", session.body().path("accessToken").asString(), null);
    service.send("GET", "/api/users/me", session.body().path("accessToken").asString() + "x", null);
    String second = remember(service.refresh(first));
    assertThat(service.refresh(first).status()).isEqualTo(401);
    assertThat(service.refresh(second).status()).isEqualTo(401);
    for (int i = 0; i < 7; i++) {
      logIn(email, "wrong-" + password);
    }
    assertThat(logIn(email, password).status()).isEqualTo(429);
    whileTheDatabaseRefuses(
        () -> {
          assertThat(logIn(email, password).status()).isGreaterThanOrEqualTo(500);
          assertThat(service.refresh(second).status()).isGreaterThanOrEqualTo(500);
        });
    service.store().execute(ROW_REFUSED);
    String other = registration.replace(email, "b" + email);
    assertThat(service.send("POST", "/api/users", null, other).status()).isEqualTo(503);
    service.store().execute("alter table command_side.account drop constraint quoted");

    ours.debug("the end");
    assertThat(lines.kept).anyMatch(line -> line.startsWith("the end"));
    assertThat(lines.kept).anyMatch(line -> line.startsWith("A request failed"));
    assertThat(lines.kept).noneMatch(this::tells).noneMatch(line -> line.contains(email));
    assertThat(
            service
                .store()
                .queryForList("select e::text from command_side.domain_event e", String.class))
        .anyMatch(event -> event.contains(email))
        .noneMatch(this::tells);
    assertThat(session.body().toString()).matches(this::tells);
  }

  /** The tables have other names meanwhile, so that statements fail in the database itself. */
  private void whileTheDatabaseRefuses(Runnable attempts) {
    for (String table : List.of("account", "refresh_token", "log_in_attempt")) {
      service.store().execute("alter table command_side." + table + " rename to hidden_" + table);
    }
    try {
      attempts.run();
    } finally {
      for (String table : List.of("account", "refresh_token", "log_in_attempt")) {
        service.store().execute("alter table command_side.hidden_" + table + " rename to " + table);
      }
    }
  }

  private boolean tells(String text) {
    return secrets.stream().anyMatch(text::contains);
  }

  /** The session's tokens are secret from now on; answers the refresh token. */
  private String remember(Answer session) {
    String refreshToken = session.body().path("refreshToken").asString();
    secrets.add(session.body().path("accessToken").asString());
    secrets.add(refreshToken);
    return refreshToken;
  }

  private Answer logIn(String email, String password) {
    return service.send("POST", "/api/sessions", null, CommandSide.credentials(email, password));
  }

  private static String json(Map<String, String> body) {
    return CommandSide.JSON.writeValueAsString(body);
  }
}

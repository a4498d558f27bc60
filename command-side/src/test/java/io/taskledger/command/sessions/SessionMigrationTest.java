package io.taskledger.command.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.passwords.SecretToken;
import io.taskledger.command.testing.CommandSide;
import io.taskledger.devservers.TestServers;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** Whoever was logged in before sessions had rows of their own stays logged in. */
class SessionMigrationTest {
  private static final String SCHEMA = "command_side";
  private static final String BEFORE = "0009";

  private final String database = TestServers.freshDatabase();

  @Test
  void aSessionGoesOnWithTheTokenThatItHad() {
    var postgres = TestServers.postgres();
    postgres.ensureRole(SCHEMA, SCHEMA);
    postgres.ensureSchema(database, SCHEMA, SCHEMA);
    DataSource dataSource =
        new DriverManagerDataSource(
            postgres.jdbcUrl(database) + "?currentSchema=" + SCHEMA, SCHEMA, SCHEMA);
    var jdbc = new JdbcTemplate(dataSource);
    Flyway.configure()
        .dataSource(dataSource)
        .defaultSchema(SCHEMA)
        .locations("classpath:db/command")
        .target(BEFORE)
        .load()
        .migrate();
    UUID user = UUID.randomUUID();
    UUID session = UUID.randomUUID();
    Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(3, ChronoUnit.DAYS);
    jdbc.update(
        "insert into account (user_id, email, name, password_hash, roles)"
            + " values (?, 'anna@example.org', 'Anna', 'none', '{user}')",
        user);
    String token = SecretToken.random();
    token(jdbc, SecretToken.random(), session, user, begun, true);
    token(jdbc, token, session, user, begun.plus(1, ChronoUnit.DAYS), false);

    try (var service = CommandSide.started(database, Clock.systemUTC())) {
      JsonNode tokens = service.refresh(token).body();
      JsonNode found =
          service
              .send("GET", "/api/sessions", tokens.path("accessToken").asString(), null)
              .body()
              .path("items");

      assertThat(found).hasSize(1);
      assertThat(found.get(0).path("sessionId").asString()).isEqualTo(session.toString());
      assertThat(found.get(0).path("startedAt").asString()).isEqualTo(begun.toString());
      assertThat(found.get(0).path("current").asBoolean()).isTrue();
    }
  }

  private static void token(
      JdbcTemplate jdbc, String token, UUID session, UUID user, Instant given, boolean spent) {
    jdbc.update(
        "insert into refresh_token values (?, ?, ?, ?, ?)",
        SecretToken.hash(token),
        session,
        user,
        OffsetDateTime.ofInstant(given.plus(Sessions.REFRESH), ZoneOffset.UTC),
        spent);
  }
}

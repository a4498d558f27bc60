package io.taskledger.devservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.devservers.process.Processes;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
  @TempDir Path folder;

  @Test
  void whatWasCommittedSurvivesStopAndStart() throws SQLException {
    try (var server = start()) {
      server.ensureDatabase("ledger");
      Sql.ask(server.superuser("ledger"), "create table notes as select 'kept' as note");
    }
    try (var server = start()) {
      assertThat(Sql.ask(server.superuser("ledger"), "select note from notes")).isEqualTo("kept");
    }
    assertThat(running()).isEmpty();
  }

  @Test
  void whatWasCommittedSurvivesSigkillOfTheServer() throws SQLException {
    try (var server = start()) {
      Sql.ask(server.superuser("postgres"), "create table notes as select 'kept' as note");
      server.kill();
      assertThat(running()).isEmpty();
    }
    try (var server = start()) {
      assertThat(Sql.ask(server.superuser("postgres"), "select note from notes")).isEqualTo("kept");
    }
  }

  @Test
  void flushesToTheDisk() throws SQLException {
    var source = TestServers.postgres().superuser("postgres");
    assertThat(Sql.ask(source, "show fsync")).isEqualTo("on");
    assertThat(Sql.ask(source, "show synchronous_commit")).isEqualTo("on");
    assertThat(Sql.ask(source, "show full_page_writes")).isEqualTo("on");
    assertThat(Sql.ask(source, "show max_connections")).isEqualTo("200");
    assertThat(Sql.ask(source, "show server_version")).startsWith("18.");
  }

  @Test
  void aRoleOwnsItsSchemaAndEntersWithItsLatestPasswordOnly() throws SQLException {
    var server = TestServers.postgres();
    String database = TestServers.freshDatabase();
    server.ensureDatabase(database);
    server.ensureRole("bookkeeper", "first");
    server.ensureRole("bookkeeper", "second's");
    server.ensureSchema(database, "books", "bookkeeper");
    server.ensureSchema(database, "books", "bookkeeper");

    String url = server.jdbcUrl(database);
    try (var connection = DriverManager.getConnection(url, "bookkeeper", "second's")) {
      Sql.ask(connection, "create table books.page (number int)");
      assertThat(Sql.ask(connection, "select count(*) from books.page")).isEqualTo("0");
    }
    assertThatThrownBy(() -> DriverManager.getConnection(url, "bookkeeper", "first"))
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void noPasswordGetsIntoTheLog() throws IOException {
    var server = TestServers.postgres();
    server.ensureRole("secretive", "hunter2");
    assertThat(server.log()).exists();
    assertThat(Files.readString(server.log())).doesNotContain("hunter2");
  }

  @Test
  void namesThePortThatIsTaken() throws IOException {
    try (var taken = new ServerSocket(0)) {
      assertThatThrownBy(() -> PostgresServer.start(home(), taken.getLocalPort()))
          .isInstanceOf(ServerStartException.class)
          .hasMessage(
              "Port %d for PostgreSQL is already in use; end the program that listens there, or"
                  + " choose another port.",
              taken.getLocalPort());
    }
  }

  @Test
  void refusesADirectoryThatIsInUse() {
    try (var server = start()) {
      assertThatThrownBy(this::start)
          .isInstanceOf(ServerStartException.class)
          .hasMessageStartingWith("Another running program uses the postgres data in");
      assertThatThrownBy(() -> PostgresServer.endOrphan(home()))
          .isInstanceOf(ServerStartException.class);
      assertThat(server.port()).isPositive();
      assertThat(running()).isNotEmpty();
    }
  }

  @Test
  void saysWhereTheReasonIsWhenTheServerCannotStart() throws IOException {
    start().close();
    Files.writeString(home().resolve("data/PG_VERSION"), "7");
    assertThatThrownBy(this::start)
        .isInstanceOf(ServerStartException.class)
        .hasMessage(
            "PostgreSQL did not start; the reason is at the end of %s.",
            folder.toRealPath().resolve("logs/postgres.log"));
    assertThat(folder.resolve("logs/postgres.log"))
        .content()
        .contains("FATAL:  database files are incompatible with server");
  }

  @Test
  void knowsTheProgramsOfItsDistribution() {
    assertThat(TestServers.postgres().binary("postgres")).isPresent();
    assertThat(TestServers.postgres().binary("no-such-program")).isEmpty();
  }

  private PostgresServer start() {
    return PostgresServer.start(home(), 0, TestServers.binaries(), List.of("--no-sync"));
  }

  private Path home() {
    return folder.resolve("postgres");
  }

  private List<ProcessHandle> running() {
    return Processes.running("postgres", home().resolve("data"));
  }
}

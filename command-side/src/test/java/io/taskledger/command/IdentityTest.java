package io.taskledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.CommandSide.Answer;
import io.taskledger.command.testing.CommandSide.Person;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who somebody is: registration, sessions and roles. */
class IdentityTest {
  private final CommandSide service = CommandSide.running();

  @Test
  void anAddressIsRegisteredOnceHoweverManyTryAtOnce() throws Exception {
    String body = registration(UUID.randomUUID() + "@example.org", "long enough!", "Anna");
    long before = service.head();

    List<Answer> answers;
    try (var clients = Executors.newFixedThreadPool(32)) {
      answers =
          clients
              .invokeAll(
                  IntStream.range(0, 32)
                      .<Callable<Answer>>mapToObj(
                          i -> () -> service.send("POST", "/api/users", null, body))
                      .toList())
              .stream()
              .map(Future::resultNow)
              .toList();
    }

    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 409)
        .hasSize(31)
        .allMatch(answer -> answer.code().equals("email-taken"));
    assertThat(service.head()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @CsvSource({
    "anna, long enough!, Anna, email",
    "anna@localhost, long enough!, Anna, email",
    "'a\r\nBcc: x@example.org', long enough!, Anna, email",
    "anna@example.org, short, Anna, password",
    "anna@example.org, anna@example.org, Anna, password",
    "anna@example.org, long enough!, ' ', name"
  })
  void aBadRegistrationNamesTheField(String email, String password, String name, String field) {
    Answer refused = service.send("POST", "/api/users", null, registration(email, password, name));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("errors").findValuesAsString("field")).containsOnly(field);
  }

  @Test
  void thePasswordIsInNoEvent() {
    service.newcomer();

    assertThat(
            service
                .store()
                .queryForList(
                    "select payload || meta_data from command_side.domain_event where payload_type"
                        + " = 'UserRegistered'",
                    String.class))
        .isNotEmpty()
        .noneMatch(event -> event.contains("long enough") || event.contains("argon2"));
  }

  @Test
  void wrongPasswordsAndUnknownAddressesAreRefusedAlike() {
    Answer unknown = logIn("nobody@example.org", "long enough!");
    Answer wrong = logIn(CommandSide.ADMIN, "not the password");

    assertThat(unknown.status()).isEqualTo(401);
    assertThat(unknown.body()).isEqualTo(wrong.body());
    assertThat(unknown.code()).isEqualTo("bad-credentials");
  }

  @Test
  void theConfiguredAdministratorHasTheRole() {
    assertThat(service.administrator().get("/api/users/me").body().path("roles").toString())
        .contains("admin", "user");
    assertThat(service.newcomer().get("/api/users/me").body().path("roles").toString())
        .isEqualTo("[\"user\"]");
  }

  @Test
  void aRefreshTokenIsSpentOnceAndAThiefEndsTheFamily() {
    Person anna = service.newcomer();

    Answer first = service.refresh(anna.refreshToken);
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.header("Cache-Control")).contains("no-store");
    String second = first.body().path("refreshToken").asString();

    assertThat(service.refresh(anna.refreshToken).code()).isEqualTo("refresh-token-spent");
    assertThat(service.refresh(second).code()).isEqualTo("refresh-token-spent");
  }

  @Test
  void aThiefWhoIsAsFastAsTheOwnerEndsTheFamilyToo() throws Exception {
    Person anna = service.newcomer();
    Callable<Answer> refresh = () -> service.refresh(anna.refreshToken);

    List<Answer> answers;
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      answers =
          clients.invokeAll(Collections.nCopies(8, refresh)).stream()
              .map(Future::resultNow)
              .toList();
    }

    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSizeLessThanOrEqualTo(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 200)
        .extracting(answer -> answer.body().path("refreshToken").asString())
        .allMatch(successor -> service.refresh(successor).code().equals("refresh-token-spent"));
  }

  @Test
  void whoLogsOutCannotRefresh() {
    Person anna = service.newcomer();

    assertThat(anna.delete("/api/sessions/current").status()).isEqualTo(204);

    assertThat(service.refresh(anna.refreshToken).status()).isEqualTo(401);
  }

  @Test
  void thePublicKeysHoldNoPrivatePart() {
    Answer keys = service.send("GET", "/.well-known/jwks.json", null, null);

    assertThat(keys.body().path("keys").size()).isEqualTo(1);
    assertThat(keys.body().path("keys").get(0).path("crv").asString()).isEqualTo("P-256");
    assertThat(keys.body().path("keys").get(0).has("d")).isFalse();
  }

  private Answer logIn(String email, String password) {
    return service.send("POST", "/api/sessions", null, CommandSide.credentials(email, password));
  }

  private static String registration(String email, String password, String name) {
    return CommandSide.JSON.writeValueAsString(
        Map.of("email", email, "password", password, "name", name));
  }
}

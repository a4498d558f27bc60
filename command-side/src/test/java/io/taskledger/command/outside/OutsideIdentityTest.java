package io.taskledger.command.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.CommandSide.Answer;
import io.taskledger.devservers.TestServers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With an outside issuer in place of the built-in identity. */
class OutsideIdentityTest {
  private static final OutsideIssuer issuer = new OutsideIssuer(CommandSide.REAL_TIME);
  private static final String DATABASE = TestServers.freshDatabase();
  private static final CommandSide service = started();

  private final String subject = "anna|" + UUID.randomUUID();

  private static CommandSide started() {
    return CommandSide.started(
        DATABASE,
        CommandSide.REAL_TIME,
        "--taskledger.oidc.issuer=" + issuer.name(),
        "--taskledger.oidc.audience=taskledger");
  }

  @AfterAll
  static void close() {
    service.close();
    issuer.close();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/users",
    "POST, /api/sessions",
    "POST, /api/sessions/refresh",
    "GET, /.well-known/jwks.json"
  })
  void accountsAndSessionsAreElsewhere(String method, String path) {
    Answer refused = service.send(method, path, null, method.equals("GET") ? null : "{}");

    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.code()).isEqualTo("identity-elsewhere");
    assertThat(refused.body().path("issuer").asString()).isEqualTo(issuer.name());
  }

  @Test
  void aSessionIsEndedAtTheIssuer() {
    String token = token(claims().claim("sid", "not a UUID"));

    assertThat(service.send("DELETE", "/api/sessions/current", token, null).code())
        .isEqualTo("identity-elsewhere");
  }

  @Test
  void thereIsNoAdministratorOfOurOwnAndNoKey() {
    assertThat(events("email' = '" + CommandSide.ADMIN)).isZero();
    assertThat(service.store().queryForList("select 1 from command_side.signing_key")).isEmpty();
  }

  @Test
  void whoComesForTheFirstTimeIsRegisteredWithAddressAndName() {
    Answer me = me(token(claims().claim("roles", List.of("admin"))));

    assertThat(me.status()).isEqualTo(200);
    assertThat(me.body().path("email").asString()).isEqualTo("anna@example.org");
    assertThat(me.body().path("name").asString()).isEqualTo("Anna");
    assertThat(me.body().path("roles").toString()).contains("user", "admin");
    assertThat(registrationsOf(me)).isEqualTo(1);
  }

  @Test
  void aCommandMayBeTheFirstThingThatSomebodySends() {
    String token = token(claims());

    assertThat(service.send("POST", "/api/tasks", token, "{\"title\":\"First\"}").status())
        .isEqualTo(201);
    assertThat(registrationsOf(me(token))).isEqualTo(1);
  }

  @Test
  void ofManyFirstRequestsToTwoProcessesOneRegisters() throws Exception {
    List<Answer> answers;
    try (CommandSide other = started();
        var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      // A token each, as one token is verified once.
      Callable<Answer> here = () -> me(token(claims().jwtID(UUID.randomUUID().toString())));
      Callable<Answer> there =
          () ->
              other.send(
                  "GET",
                  "/api/users/me",
                  token(claims().jwtID(UUID.randomUUID().toString())),
                  null);
      var both = new ArrayList<>(Collections.nCopies(16, here));
      both.addAll(Collections.nCopies(16, there));
      answers = clients.invokeAll(both).stream().map(Future::resultNow).toList();
    }

    assertThat(answers).hasSize(32).allMatch(answer -> answer.status() == 200);
    assertThat(registrationsOf(answers.getFirst())).isEqualTo(1);
  }

  @Test
  void twoUsersMayHaveOneAddressForThatIsTheIssuersAffair() {
    Answer anna = me(token(claims()));
    Answer other = me(token(claims().subject(subject + "2")));

    assertThat(other.body().path("email")).isEqualTo(anna.body().path("email"));
    assertThat(other.body().path("userId")).isNotEqualTo(anna.body().path("userId"));
  }

  @Test
  void aTokenThatDoesNotTellTheAddressIsRefusedAndNobodyIsRegistered() {
    long before = service.head();

    for (String email : new String[] {null, "", "anna", "a@example.org\r\nBcc: b@example.org "}) {
      Answer refused = me(token(claims().claim("email", email)));
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.code()).isEqualTo("claims-missing");
    }
    assertThat(service.head()).isEqualTo(before);
  }

  @Test
  void aNameThatIsMissingOrStrangeIsMadeOne() {
    assertThat(nameOf(claims().claim("name", null).claim("preferred_username", "anna7")))
        .isEqualTo("anna7");
    assertThat(nameOf(claims().subject(subjectOf("b")).claim("name", " "))).isEqualTo("anna");
    assertThat(nameOf(claims().subject(subjectOf("c")).claim("name", "A\0n\nna")))
        .isEqualTo("Anna");
    assertThat(nameOf(claims().subject(subjectOf("d")).claim("name", "x".repeat(5_000))))
        .hasSize(100);
  }

  @Test
  void whileTheAccountsCannotBeReadNobodyIsToldThatTheirTokenIsBad() {
    service.store().execute("alter table command_side.account rename to hidden_account");
    try {
      assertThat(me(token(claims())).code()).isEqualTo("store-unavailable");
    } finally {
      service.store().execute("alter table command_side.hidden_account rename to account");
    }
  }

  @Test
  void whileTheIssuerIsAwayATokenOfAnUnknownKeyIsNotCalledBad() {
    try (var away = new OutsideIssuer(CommandSide.REAL_TIME)) {
      String name = away.name();
      String token = away.sign(away.claims("anna").audience("taskledger"));
      away.close();
      try (CommandSide lonely =
          CommandSide.started(
              DATABASE,
              CommandSide.REAL_TIME,
              "--taskledger.oidc.issuer=" + name,
              "--taskledger.oidc.audience=taskledger")) {
        Answer refused = lonely.send("GET", "/api/users/me", token, null);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("keys-unavailable");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
      }
    }
  }

  private JWTClaimsSet.Builder claims() {
    return issuer.claims(subject).audience("taskledger");
  }

  private String subjectOf(String suffix) {
    return subject + suffix;
  }

  private static String token(JWTClaimsSet.Builder claims) {
    return issuer.sign(claims);
  }

  private static Answer me(String token) {
    return service.send("GET", "/api/users/me", token, null);
  }

  private static String nameOf(JWTClaimsSet.Builder claims) {
    return me(token(claims)).body().path("name").asString();
  }

  private static long registrationsOf(Answer me) {
    return events("userId' = '" + me.body().path("userId").asString());
  }

  private static long events(String condition) {
    Long count =
        service
            .store()
            .queryForObject(
                "select count(*) from command_side.domain_event where payload_type ="
                    + " 'UserRegistered' and payload::jsonb ->> '%s'".formatted(condition),
                Long.class);
    return count == null ? 0 : count;
  }
}

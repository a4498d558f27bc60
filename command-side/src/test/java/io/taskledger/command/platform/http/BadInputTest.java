package io.taskledger.command.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.CommandSide.Answer;
import io.taskledger.command.testing.CommandSide.Person;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;

/** Every bad input gets its problem document, and the event store stays as it was. */
class BadInputTest {
  private final CommandSide service = CommandSide.running();
  private final Person anna = service.newcomer();
  private final String task = anna.task("Untouched");
  private long before = service.head();

  @AfterEach
  void theStoreIsUnchanged() {
    assertThat(service.head()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                             | title        | required
          {"title":null}                                 | title        | required
          {"title":"   "}                                | title        | required
          {"title":"\u00a0\u2007\u202f\u0085\u200b"} | title        | required
          {"title":"t","tags":["\u200b"]}               | tags         | required
          {"title":"t","tags":""}                        | tags         | wrong-type
          {"title":"t","tags":[null]}                    | tags         | required
          {"title":"t","parentTaskId":7}                 | parentTaskId | wrong-type
          {"title":"t","taskId":"3a5d7c1e-8d1f-5c2a-9b3e-0123456789ab"} | taskId | bad-value
          {"title":5}                                    | title        | wrong-type
          {"title":"a\\u0000b"}                          | title        | bad-character
          {"title":"\\ud800"}                            | title        | bad-character
          {"title":"t","description":["x"]}              | description  | wrong-type
          {"title":"t","priority":"BLUE"}                | priority     | bad-value
          {"title":"t","priority":"high"}                | priority     | bad-value
          {"title":"t","dueDate":"tomorrow"}             | dueDate      | bad-value
          {"title":"t","dueDate":"2026-02-30T10:00:00Z"} | dueDate      | bad-value
          {"title":"t","dueDate":"2026-03-01T10:00:00"}  | dueDate      | bad-value
          {"title":"t","dueDate":1772366400123}          | dueDate      | wrong-type
          {"title":"t","timeZone":"Mars/Olympus"}        | timeZone     | bad-value
          {"title":"t","tags":"home"}                    | tags         | wrong-type
          {"title":"t","tags":[""]}                      | tags         | required
          {"title":"t","tags":[1]}                       | tags         | wrong-type
          {"title":"t","assigneeId":"anna"}              | assigneeId   | bad-value
          {"title":"t","assigneeId":"1-1-1-1-1"}         | assigneeId   | bad-value
          {"title":"t","parentTaskId":"x"}               | parentTaskId | bad-value
          {"title":"t","taskId":"x"}                     | taskId       | bad-value
          {"title":"t","recurrence":"FREQ=SOMETIMES"}    | recurrence   | bad-value
          {"title":"t","reminders":["1 hour"]}           | reminders    | bad-value
          {"title":"t","reminders":["-PT1H"]}            | reminders    | bad-value
          {"title":"t","status":"pending"}               | status       | unknown-field
          {"title":"t","colour":"red"}                   | colour       | unknown-field
          """)
  void aFieldThatCannotBeAcceptedIsNamed(String body, String field, String code) {
    Answer refused = anna.post("/api/tasks", body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("invalid-fields");
    assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
    assertThat(refused.body().path("errors").findValuesAsString("field")).containsOnly(field);
    assertThat(refused.body().path("errors").findValuesAsString("code")).containsOnly(code);
  }

  @Test
  void aTitleHasAtMostTwoHundredCharacters() {
    assertField("{\"title\":\"" + "x".repeat(201) + "\"}", "title", "too-long");
    assertField(
        "{\"title\":\"t\",\"description\":\"" + "x".repeat(10_001) + "\"}",
        "description",
        "too-long");
    assertField("{\"title\":\"t\",\"tags\":[\"" + "x".repeat(51) + "\"]}", "tags", "too-long");
    assertField(
        "{\"title\":\"t\",\"tags\":[" + "\"a\",".repeat(20) + "\"b\"]}", "tags", "too-many");

    // Characters are code points: 200 of them fit, whatever they take in UTF-16.
    assertThat(anna.post("/api/tasks", "{\"title\":\"" + "😀".repeat(200) + "\"}").status())
        .isEqualTo(201);
    before++;
  }

  @Test
  void everyMistakeIsToldAtOnce() {
    Answer refused = anna.post("/api/tasks", "{\"priority\":1,\"tags\":7,\"x\":0}");

    assertThat(refused.body().path("errors").findValuesAsString("field"))
        .containsExactlyInAnyOrder("title", "priority", "tags", "x");
  }

  @Test
  void everyMistakeOfAPatchIsToldAtOnce() {
    Answer refused =
        anna.patch(task, "{\"title\":null,\"priority\":null,\"tags\":7,\"dueDate\":\"x\",\"x\":0}");

    assertThat(refused.body().path("errors").findValuesAsString("field"))
        .containsExactlyInAnyOrder("title", "priority", "tags", "dueDate", "x");
  }

  @Test
  void whatIsSaidOfBrokenJsonIsNotTheParsersInnards() {
    for (String body : List.of("[".repeat(5000), "{\"title\":\"a\",\"title\":\"b\"}", "{nul}")) {
      assertThat(anna.post("/api/tasks", body).body().path("detail").asString())
          .startsWith("The body is not valid JSON")
          .doesNotContain("StreamReadConstraints", "jackson", "Feature", "()");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"title":
          [1,2]
          "text"
          {"title":"a"} {"title":"b"}
          {"title":"a","title":"b"}
          {'title':'a'}
          """)
  void whatIsNotOneJsonObjectIsMalformed(String body) {
    Answer refused = anna.post("/api/tasks", body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("malformed-json");
  }

  @Test
  void anEmptyBodyIsMalformed() {
    assertThat(anna.post("/api/tasks", null).code()).isEqualTo("malformed-json");
  }

  @Test
  void bytesThatAreNotUtf8AreMalformed() {
    byte[] latin = "{\"title\":\"Grüße\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(service.sendBytes("POST", "/api/tasks", anna.accessToken, latin).code())
        .isEqualTo("malformed-json");
  }

  @Test
  void aBodyOfAMegabyteIsTooLarge() {
    String body = "{\"title\":\"t\",\"description\":\"" + "x".repeat(1 << 20) + "\"}";

    Answer refused = anna.post("/api/tasks", body);

    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.code()).isEqualTo("body-too-large");
  }

  @Test
  void anotherFormatThanJsonIsNotTaken() {
    Answer refused = service.send("PUT", task, anna.accessToken, "title: t");
    assertThat(refused.status()).isEqualTo(405);
    assertThat(refused.code()).isEqualTo("method-not-allowed");
  }

  @Test
  void somebodyElsesTaskIsNotThere() {
    Person stranger = service.newcomer();
    before++;

    for (Answer refused :
        List.of(
            stranger.patch(task, "{\"title\":\"Mine\"}"),
            stranger.post(task + "/complete", null),
            stranger.delete(task),
            anna.post("/api/tasks/" + UUID.randomUUID() + "/complete", null),
            anna.delete("/api/tasks/not-a-uuid"))) {
      assertThat(refused.status()).isEqualTo(404);
      assertThat(refused.code()).isEqualTo("task-not-found");
    }
  }

  @Test
  void withoutAValidTokenNobodyIsLetIn() {
    for (String token : new String[] {null, "nonsense", anna.accessToken + "x"}) {
      Answer refused = service.send("POST", "/api/tasks", token, "{\"title\":\"t\"}");
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.code()).isEqualTo("unauthenticated");
      assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
    }
  }

  @Test
  void anExpiredTokenIsToldApart() {
    Instant past = Instant.now().minusSeconds(60);
    var claims =
        JwtClaimsSet.builder()
            .issuer("taskledger")
            .subject(anna.userId.toString())
            .issuedAt(past.minusSeconds(60))
            .expiresAt(past)
            .build();
    var header = JwsHeader.with(SignatureAlgorithm.ES256).build();
    String token =
        service
            .bean(JwtEncoder.class)
            .encode(JwtEncoderParameters.from(header, claims))
            .getTokenValue();

    Answer refused = service.send("POST", task + "/complete", token, null);

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.code()).isEqualTo("token-expired");
  }

  @Test
  void whatTheStateOfTheTaskDoesNotAllowIsAConflict() {
    String done = anna.task("Done");
    anna.post(done + "/complete", null);
    String gone = anna.task("Gone");
    anna.delete(gone);
    before = service.head();

    assertConflict(anna.post(done + "/complete", null), "task-already-completed");
    assertConflict(anna.post(task + "/reopen", null), "task-not-completed");
    assertConflict(anna.patch(gone, "{\"title\":\"x\"}"), "task-in-trash");
    assertConflict(anna.post(gone + "/complete", null), "task-in-trash");
    assertConflict(anna.post(task + "/restore", null), "task-not-in-trash");
  }

  @Test
  void aFieldThatMustBeThereCannotBeEmptied() {
    for (String field : new String[] {"title", "priority", "status"}) {
      Answer refused = anna.patch(task, "{\"" + field + "\":null}");
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.body().path("errors").findValuesAsString("code")).containsOnly("required");
    }
  }

  @Test
  void anIfMatchThatIsNoEtagIsRefused() {
    Answer refused = anna.patch(task, "{\"title\":\"x\"}", "If-Match", "3");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("invalid-parameter");
  }

  private void assertField(String body, String field, String code) {
    Answer refused = anna.post("/api/tasks", body);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("errors").findValuesAsString("field")).containsOnly(field);
    assertThat(refused.body().path("errors").findValuesAsString("code")).containsOnly(code);
  }

  private static void assertConflict(Answer refused, String code) {
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE"})
  void aBodyInAnotherEncodingIsRefused(String charset) {
    byte[] body = "{\"title\":\"Encoded\"}".getBytes(Charset.forName(charset));

    assertThat(service.sendBytes("POST", "/api/tasks", anna.accessToken, body).code())
        .isEqualTo("unsupported-media-type");
  }

  @Test
  void aCompressedBodyIsRefused() {
    Answer refused =
        anna.post("/api/tasks", "{\"title\":\"Compressed\"}", "Content-Encoding", "br");

    assertThat(refused.status()).isEqualTo(415);
    assertThat(refused.code()).isEqualTo("unsupported-media-type");
  }
}

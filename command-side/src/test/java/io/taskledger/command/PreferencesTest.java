package io.taskledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.CommandSide.Answer;
import io.taskledger.command.testing.CommandSide.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What people prefer is kept for each, whole and with a version. */
class PreferencesTest {
  private static final String PATH = "/api/preferences";
  private static final JsonNode DEFAULTS =
      json(
          """
          {"reminderChannels":["email"],"timeZone":"UTC","locale":"en","theme":"SYSTEM","weekStart":"MONDAY","assignments":"anyone"}
          """);
  private static final String OTHERS =
      """
      {"reminderChannels":[],"timeZone":"Europe/Vienna","locale":"de-AT","theme":"DARK","weekStart":"SUNDAY","assignments":"contacts"}
      """;

  private final CommandSide service = CommandSide.running();
  private final Person anna = service.newcomer();

  @Test
  void whoSaidNothingHasTheDefaults() {
    Answer found = anna.get(PATH);

    assertThat(found.status()).isEqualTo(200);
    assertThat(found.header("ETag")).isEqualTo("\"0\"");
    assertThat(found.body()).isEqualTo(DEFAULTS);
  }

  @Test
  void whatWasPutIsReadAgainByTheSamePersonOnly() {
    Answer put = put(OTHERS);

    assertThat(put.status()).isEqualTo(200);
    assertThat(put.header("ETag")).isEqualTo("\"1\"");
    assertThat(put.body()).isEqualTo(json(OTHERS));
    assertThat(anna.get(PATH).body()).isEqualTo(put.body());
    assertThat(anna.get(PATH).header("ETag")).isEqualTo("\"1\"");
    assertThat(service.newcomer().get(PATH).body()).isEqualTo(DEFAULTS);
  }

  @Test
  void whatIsLeftOutIsAsIfItHadNeverBeenSaid() {
    put(OTHERS);

    Answer put = put("{\"theme\":\"LIGHT\",\"locale\":null}");

    assertThat(put.header("ETag")).isEqualTo("\"2\"");
    assertThat(put.body().path("theme").asString()).isEqualTo("LIGHT");
    assertThat(put.body().path("locale")).isEqualTo(DEFAULTS.path("locale"));
    assertThat(put.body().path("timeZone")).isEqualTo(DEFAULTS.path("timeZone"));
  }

  @Test
  void theSameAgainChangesNothing() {
    put(OTHERS);

    assertThat(put(OTHERS).header("ETag")).isEqualTo("\"1\"");
  }

  @Test
  void aVersionThatIsNoLongerThereIsNotReplaced() {
    assertThat(put(OTHERS, "If-Match", "\"0\"").status()).isEqualTo(200);

    Answer refused = put("{}", "If-Match", "\"0\"");

    assertThat(refused.status()).isEqualTo(412);
    assertThat(refused.code()).isEqualTo("version-mismatch");
    assertThat(refused.body().path("version").asInt()).isEqualTo(1);
    assertThat(anna.get(PATH).body()).isEqualTo(json(OTHERS));
    assertThat(put("{}", "If-Match", "\"1\"").status()).isEqualTo(200);
  }

  @Test
  void whoKnowsThemAlreadyIsToldSo() {
    put(OTHERS);

    Answer found = service.send("GET", PATH, anna.accessToken, null, "If-None-Match", "\"1\"");

    assertThat(found.status()).isEqualTo(304);
  }

  @Test
  void ofManyAtOnceNoneIsLost() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> all = new ArrayList<>();
      for (String theme : List.of("LIGHT", "DARK", "LIGHT", "DARK")) {
        all.add(threads.submit(() -> put("{\"theme\":\"" + theme + "\"}", "If-Match", "\"0\"")));
      }
      List<Integer> answers = new ArrayList<>();
      for (Future<Answer> each : all) {
        answers.add(each.get().status());
      }
      assertThat(answers).containsOnlyOnce(200).containsOnly(200, 412);
    }
    assertThat(anna.get(PATH).header("ETag")).isEqualTo("\"1\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"reminderChannels":["pigeon"]} | reminderChannels | bad-value
          {"reminderChannels":"email"}    | reminderChannels | wrong-type
          {"timeZone":"+01:00"}           | timeZone         | bad-value
          {"locale":"german please"}      | locale           | bad-value
          {"locale":7}                    | locale           | wrong-type
          {"theme":"dark"}                | theme            | bad-value
          {"weekStart":"FUNDAY"}          | weekStart        | bad-value
          {"colour":"red"}                | colour           | unknown-field
          """)
  void aFieldThatCannotBeAcceptedIsNamed(String body, String field, String code) {
    Answer refused = put(body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("invalid-fields");
    assertThat(refused.body().path("errors").findValuesAsString("field")).containsOnly(field);
    assertThat(refused.body().path("errors").findValuesAsString("code")).containsOnly(code);
    assertThat(anna.get(PATH).header("ETag")).isEqualTo("\"0\"");
  }

  @Test
  void servicesReadThoseOfAnybody() {
    put(OTHERS);
    String path = "/internal/preferences/" + anna.userId;

    assertThat(service.send("GET", path, CommandSide.SERVICE_TOKEN, null).body())
        .isEqualTo(((ObjectNode) json(OTHERS)).put("emailConfirmed", false));
    assertThat(anna.get(path).status()).isEqualTo(401);
  }

  private Answer put(String body, String... headers) {
    return service.send("PUT", PATH, anna.accessToken, body, headers);
  }

  private static JsonNode json(String text) {
    return CommandSide.JSON.readTree(text);
  }
}

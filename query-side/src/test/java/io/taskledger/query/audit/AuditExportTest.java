package io.taskledger.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.events.task.TaskDeleted;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.user.UserId;
import io.taskledger.query.given.Api;
import io.taskledger.query.given.Issuer;
import io.taskledger.query.given.Positions;
import io.taskledger.query.given.QuerySideTest;
import io.taskledger.query.given.Views;
import io.taskledger.web.PositionTokens;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

@QuerySideTest
class AuditExportTest {
  private static final String NDJSON = "application/x-ndjson";
  private static final String CSV = "text/csv";

  private final UserId anna = new UserId(UUID.randomUUID());
  private final TaskId task = new TaskId(UUID.randomUUID());
  private final Views views;
  private final Api api;

  @Autowired
  AuditExportTest(Views views, Api api) {
    this.views = views;
    this.api = api;
  }

  private void deleted(long version, String reason) {
    String at = "2026-03-0%dT10:00:00Z".formatted(version);
    views.append(new TaskDeleted(anna, task, reason), anna.value(), version, at, anna.value());
  }

  private Api.Answer audit(String accept, String query) {
    return api.getAsAdmin("/api/audit?actor=" + anna + query, "Accept", accept);
  }

  private List<String> lines(String accept, String query) {
    return audit(accept, query).response().body().lines().toList();
  }

  @Test
  void ndjsonHasALineForEachEventAsItStandsInAPage() {
    deleted(1, "line\nbreak");
    deleted(2, "two");
    var answer = audit(NDJSON, "");

    assertThat(answer.header("Content-Type")).isEqualTo(NDJSON);
    assertThat(answer.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"audit.ndjson\"");
    assertThat(lines(NDJSON, "").stream().map(new JsonMapper()::readTree).toList())
        .isEqualTo(audit("application/json", "").json().path("items").valueStream().toList());
  }

  @Test
  void csvIsATableWithAHeader() {
    views.register(anna.value(), "Anna \"A\", of x");
    deleted(1, "a, \"b\"\r\nc");
    var answer = audit(CSV, "");

    assertThat(answer.header("Content-Type")).isEqualTo("text/csv;header=present;charset=UTF-8");
    assertThat(answer.response().body())
        .startsWith(
            "eventId,position,type,at,streamId,taskId,userId,actorId,actorName,actorKind,version,"
                + "correlationId,causationId,undoes,payload\r\n")
        .contains(
            ",TaskDeleted,2026-03-01T10:00:00Z,%1$s,%1$s,%2$s,%2$s,\"Anna \"\"A\"\", of x\",user,1,"
                    .formatted(task, anna)
                + "correlation-1,,,\"{")
        .contains("\"\"reason\"\": \"\"a, \\\"\"b\\\"\"\\r\\nc\"\"")
        .endsWith("}\"\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1"})
  void noCellIsAFormula(String name) {
    views.register(anna.value(), name);
    deleted(1, "because");

    assertThat(lines(CSV, "").get(1)).contains(",'" + name + ",user,");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 4 3 2 1",
    "&limit=3, 4 3 2",
    "&from=2026-03-02T10:00:00Z, 4 3 2",
    "&to=2026-03-03T10:00:00Z, 2 1",
    "&type=TaskRestored, ''",
    "&limit=1000000, 4 3 2 1"
  })
  void filtersAndALimitNarrowTheExport(String query, String versions) {
    for (int version = 1; version <= 4; version++) {
      deleted(version, "because");
    }

    assertThat(
            lines(NDJSON, query).stream()
                .map(line -> new JsonMapper().readTree(line).path("version").asString()))
        .containsExactly(versions.isEmpty() ? new String[0] : versions.split(" "));
    assertThat(lines(CSV, query)).hasSize(1 + lines(NDJSON, query).size());
  }

  @Test
  void anExportGoesOnBehindAPage() {
    deleted(1, "because");
    deleted(2, "because");
    String cursor = audit("application/json", "&limit=1").nextCursor().orElseThrow();

    assertThat(lines(NDJSON, "&cursor=" + cursor))
        .singleElement()
        .asString()
        .contains("\"version\":1");
  }

  @Test
  void theBestLikedFormatIsSentAndWithoutAWishItIsAPage() {
    deleted(1, "because");

    assertThat(audit("text/csv;q=0.5, application/x-ndjson", "").header("Content-Type"))
        .isEqualTo(NDJSON);
    assertThat(audit("*/*", "").header("Content-Type")).startsWith("application/json");
    assertThat(audit("text/html, */*;q=0.1", "").header("Content-Type"))
        .startsWith("application/json");
    assertThat(audit("application/xml", "").code()).isEqualTo("not-acceptable");
  }

  @Test
  void whoOnlyAsksForTheHeadGetsIt() {
    String token = Issuer.token(anna.value(), "user", "admin");
    var answer = api.send("HEAD", "/api/audit", "Accept", CSV, "Authorization", "Bearer " + token);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith(CSV);
    assertThat(answer.response().body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {NDJSON, CSV})
  void whatIsRefusedIsAProblemInAnyFormat(String accept) {
    assertThat(api.get(anna.value(), "/api/audit", "Accept", accept).code()).isEqualTo("forbidden");
    assertThat(audit(accept, "&limit=0").wrong()).containsExactly("limit");
    assertThat(audit(accept, "&type=x").code()).isEqualTo("invalid-parameter");
    assertThat(
            api.getAsAdmin("/api/audit", "Accept", accept, "Taskledger-Min-Position", "x").code())
        .isEqualTo("invalid-parameter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", NDJSON, CSV})
  void aReadInAnyFormatWaitsForItsPosition(String accept) {
    String position = Positions.of(task.value(), 2);
    String[] headers = {
      "Accept", accept, PositionTokens.MIN_POSITION_HEADER, position, "Prefer", "wait=0"
    };

    assertThat(api.getAsAdmin("/api/audit?taskId=" + task, headers).code())
        .isEqualTo("view-behind");
    views.applied("audit-trail", task.value(), 2);
    assertThat(api.getAsAdmin("/api/audit?taskId=" + task, headers).status()).isEqualTo(200);
  }
}

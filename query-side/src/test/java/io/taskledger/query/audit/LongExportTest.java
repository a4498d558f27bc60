package io.taskledger.query.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.query.given.Api;
import io.taskledger.query.given.QuerySideTest;
import io.taskledger.query.given.Views;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** 60 MB of events: more than fits between a service and a client that does not read. */
@QuerySideTest
class LongExportTest {
  private static final int EVENTS = 60_000;

  private final UUID anna = UUID.randomUUID();
  private final Views views;
  private final Api api;
  private final MeterRegistry meters;
  private double sentBefore;

  @Autowired
  LongExportTest(Views views, Api api, MeterRegistry meters) {
    this.views = views;
    this.api = api;
    this.meters = meters;
  }

  @BeforeEach
  void manyEvents() {
    views.appendMany(EVENTS, UUID.randomUUID(), anna);
    sentBefore = meters.counter("taskledger.audit.exported").count();
  }

  private double sent() {
    return meters.counter("taskledger.audit.exported").count() - sentBefore;
  }

  private int running() {
    return meters.get("taskledger.audit.exports").longTaskTimer().activeTasks();
  }

  private InputStream export() {
    return api.openAsAdmin("/api/audit?actor=" + anna, "Accept", "application/x-ndjson").body();
  }

  /** Returns when the export waits for its client. */
  private void awaitStandstill() {
    await().until(() -> sent() > 0);
    var last = new double[1];
    await()
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              double before = last[0];
              last[0] = sent();
              return last[0] == before;
            });
  }

  private static long versions(InputStream export, long newest) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(export, StandardCharsets.UTF_8));
    var json = new JsonMapper();
    long expected = newest;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      assertThat(json.readTree(line).path("version").asLong()).isEqualTo(expected--);
    }
    return newest - expected;
  }

  @Test
  void aSlowClientHoldsBackTheReadingAndNoLock() throws IOException {
    try (InputStream export = export()) {
      awaitStandstill();

      assertThat(sent()).isLessThan(EVENTS / 2.0);
      views.alone("lock table audit_event in access exclusive mode");
      assertThat(versions(export, EVENTS)).isEqualTo(EVENTS);
    }
    await().until(() -> running() == 0);
    assertThat(sent()).isEqualTo(EVENTS);
  }

  @Test
  void everyEventIsSentOnceThoughTheViewIsExchangedAndOthersArrive() throws IOException {
    try (InputStream export = export()) {
      awaitStandstill();
      views.appendMany(1, UUID.randomUUID(), UUID.randomUUID());
      views.alone(
          """
          create table exchanged (like audit_event including all);
          insert into exchanged select * from audit_event;
          alter table audit_event rename to exchanged_before;
          alter table exchanged rename to audit_event;
          drop table exchanged_before;
          grant select on audit_event to query_side
          """);

      assertThat(versions(export, EVENTS)).isEqualTo(EVENTS);
    }
  }

  @Test
  void aClientThatLeavesEndsTheExport() throws IOException {
    try (InputStream export = export()) {
      awaitStandstill();
      assertThat(running()).isOne();
      assertThat(export.read()).isPositive();
    }

    await().until(() -> running() == 0);
    assertThat(sent()).isLessThan(EVENTS);
  }

  @Test
  void anExportThatCannotGoOnIsBrokenOffAndDoesNotEnd() throws IOException {
    try (InputStream export = export()) {
      awaitStandstill();
      views.alone("revoke select on audit_event from query_side");

      assertThatThrownBy(() -> versions(export, EVENTS)).isInstanceOf(IOException.class);
    } finally {
      views.alone("grant select on audit_event to query_side");
    }
    await().until(() -> running() == 0);
    assertThat(sent()).isLessThan(EVENTS);
  }
}

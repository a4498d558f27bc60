package io.taskledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.taskledger.gateway.upstream.Upstream;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class TraceTest {

  private static final GatewayFixture gateway = new GatewayFixture();
  private static final String TASK = "/api/tasks/1";
  private static final String TRACEPARENT =
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @BeforeEach
  void tidy() {
    gateway.tidy();
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void whatIsLoggedDuringARequestCarriesItsIds() throws Exception {
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    var logger = (Logger) LoggerFactory.getLogger(Upstream.class);
    logger.addAppender(lines);
    gateway.commandSide.answering(TASK, exchange -> exchange.close());

    gateway.send(
        gateway
            .asAnna(TASK)
            .DELETE()
            .header("traceparent", TRACEPARENT)
            .header("X-Correlation-Id", "c-1"));
    logger.detachAppender(lines);

    assertThat(lines.list)
        .singleElement()
        .extracting(ILoggingEvent::getMDCPropertyMap)
        .isEqualTo(
            Map.of(
                "traceId",
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "traceparent",
                TRACEPARENT,
                "correlationId",
                "c-1"));
    assertThat(lines.list.getFirst().getThreadName()).startsWith("tomcat-handler");
  }

  @Test
  void aTraceIsCarriedOn() throws Exception {
    gateway.send(
        gateway.asAnna(TASK).header("traceparent", TRACEPARENT).header("tracestate", "vendor=1"));

    UpstreamStub.Seen seen = gateway.querySide.nextSeen();
    assertThat(seen.header("traceparent")).isEqualTo(TRACEPARENT);
    assertThat(seen.header("tracestate")).isEqualTo("vendor=1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
      })
  void anInvalidTraceIsReplacedByANewOne(String traceparent) throws Exception {
    gateway.send(
        gateway.asAnna(TASK).header("traceparent", traceparent).header("tracestate", "vendor=1"));

    UpstreamStub.Seen seen = gateway.querySide.nextSeen();
    assertThat(seen.header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    assertThat(seen.header("traceparent")).isNotEqualTo(traceparent);
    assertThat(seen.headers()).doesNotContainKey("Tracestate");
  }

  @Test
  void aTraceOfALaterVersionIsCarriedOn() throws Exception {
    String later = TRACEPARENT.replaceFirst("00", "01") + "-more";
    gateway.send(gateway.asAnna(TASK).header("traceparent", later));

    assertThat(gateway.querySide.nextSeen().header("traceparent")).isEqualTo(later);
  }

  @Test
  void aCorrelationIdIsCarriedOnOrMade() throws Exception {
    gateway.send(gateway.asAnna(TASK).header("X-Correlation-Id", "import_2026-08.01"));
    gateway.send(gateway.asAnna(TASK).header("X-Correlation-Id", "two words"));
    gateway.send(gateway.asAnna(TASK).header("X-Correlation-Id", "x".repeat(129)));

    assertThat(gateway.querySide.nextSeen().header("X-Correlation-Id"))
        .isEqualTo("import_2026-08.01");
    assertThat(gateway.querySide.nextSeen().header("X-Correlation-Id")).matches("[0-9a-f-]{36}");
    assertThat(gateway.querySide.nextSeen().header("X-Correlation-Id")).matches("[0-9a-f-]{36}");
  }
}

package io.taskledger.query.stream;

import static io.taskledger.query.given.TaskInView.aTaskOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.query.given.EventStream;
import io.taskledger.query.given.Issuer;
import io.taskledger.query.given.QuerySideTest;
import io.taskledger.query.given.Story;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.TestPropertySource;

/** 10 MB of changes: more than fits between a service and a client that does not read. */
@QuerySideTest
@TestPropertySource(
    properties = {"server.tomcat.connection-timeout=5s", "taskledger.stream.heartbeat=300ms"})
class SlowClientTest {
  private static final int CHANGES = 500;
  private static final String LONG = "x".repeat(20_000);

  private final UUID anna = UUID.randomUUID();
  private final UUID ben = UUID.randomUUID();
  private final Story story;
  private final MeterRegistry meters;
  private final int port;

  @Autowired
  SlowClientTest(Story story, MeterRegistry meters, @Value("${local.server.port}") int port) {
    this.story = story;
    this.meters = meters;
    this.port = port;
  }

  private double open() {
    return meters.get("taskledger.stream.open").gauge().value();
  }

  /** A client of Anna's that takes nothing, and many large changes that Ben sees as well. */
  private List<String> muchHappensBeside(EventStream slow, EventStream other) {
    assertThat(slow.waiting()).isZero();
    await().until(() -> open() == 2);
    List<String> happened = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      happened.add(story.isSeen(aTaskOf(anna).assignedTo(ben).describedAs(LONG)).what());
    }
    for (String each : happened) {
      assertThat(other.next().what()).isEqualTo(each);
    }
    return happened;
  }

  @Test
  void aClientThatDoesNotReadHoldsUpNobodyAndMissesNothing() {
    try (var slow = new EventStream(port, Issuer.token(anna), "");
        var other = EventStream.open(port, ben, "")) {
      List<String> happened = muchHappensBeside(slow, other);

      slow.read();
      for (String each : happened) {
        assertThat(slow.next().what()).isEqualTo(each);
      }
      var next = story.isSeen(aTaskOf(anna));
      assertThat(slow.next().what()).isEqualTo(next.what());
    }
  }

  @Test
  void aClientThatTakesNothingForLongIsCutOff() {
    try (var slow = new EventStream(port, Issuer.token(anna), "");
        var other = EventStream.open(port, ben, "")) {
      muchHappensBeside(slow, other);

      await().atMost(Duration.ofSeconds(20)).until(() -> open() == 1);
    }
  }
}

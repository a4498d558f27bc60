package io.taskledger.query.stream;

import static io.taskledger.query.given.TaskInView.aTaskOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.query.given.Api;
import io.taskledger.query.given.EventStream;
import io.taskledger.query.given.QuerySideTest;
import io.taskledger.query.given.Story;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.TestPropertySource;

/** As many streams as one instance has to carry, over as many sockets. */
@QuerySideTest
@TestPropertySource(properties = "taskledger.stream.heartbeat=3s")
class ManyStreamsTest {
  private static final int STREAMS = 2_000;

  private final Story story;
  private final Api api;
  private final MeterRegistry meters;
  private final int port;

  @Autowired
  ManyStreamsTest(
      Story story, Api api, MeterRegistry meters, @Value("${local.server.port}") int port) {
    this.story = story;
    this.api = api;
    this.meters = meters;
    this.port = port;
  }

  private double open() {
    return meters.get("taskledger.stream.open").gauge().value();
  }

  private static long usedMemory() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static int fileDescriptors() {
    String[] open = new File("/proc/self/fd").list();
    return open == null ? 0 : open.length;
  }

  @Test
  void twoThousandStreamsGetTheirChangesAndHoldUpNoRead() {
    List<UUID> people = IntStream.range(0, STREAMS).mapToObj(i -> UUID.randomUUID()).toList();
    final long memory = usedMemory();
    final int descriptors = fileDescriptors();
    List<EventStream> streams = new ArrayList<>();
    try {
      long begun = System.nanoTime();
      people.forEach(person -> streams.add(EventStream.open(port, person, "")));
      final long opened = System.nanoTime();
      assertThat(open()).isEqualTo(STREAMS);
      final int more = fileDescriptors() - descriptors;
      final long each = (usedMemory() - memory) / STREAMS;

      long first = System.nanoTime();
      people.forEach(person -> story.isSeen(aTaskOf(person)));
      final long applied = System.nanoTime();
      for (int i = 0; i < STREAMS; i++) {
        assertThat(streams.get(i).next().task().path("userId").asString())
            .isEqualTo(people.get(i).toString());
      }
      long arrived = System.nanoTime();
      assertThat(api.get(people.getFirst(), "/api/tasks").status()).isEqualTo(200);
      System.out.printf(
          "%d streams: opened in %d ms, %d more descriptors, %d KB each with its client;"
              + " a change for each applied in %d ms, all there %d ms later%n",
          STREAMS,
          (opened - begun) / 1_000_000,
          more,
          each / 1024,
          (applied - first) / 1_000_000,
          (arrived - applied) / 1_000_000);
    } finally {
      streams.forEach(EventStream::close);
    }
    await().atMost(Duration.ofSeconds(40)).until(() -> open() == 0);
  }
}

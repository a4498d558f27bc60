package io.taskledger.query.stream;

import static io.taskledger.query.given.TaskInView.aTaskOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.query.QuerySideApplication;
import io.taskledger.query.given.EventStream;
import io.taskledger.query.given.Issuer;
import io.taskledger.query.given.QuerySideTest;
import io.taskledger.query.given.Stores;
import io.taskledger.query.given.Story;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** A stream would be waited for like any request, and it has no end of its own. */
@QuerySideTest
class StreamsAtShutdownTest {
  private final UUID anna = UUID.randomUUID();
  private final Story story;

  @Autowired
  StreamsAtShutdownTest(Story story) {
    this.story = story;
  }

  @Test
  void streamsEndAtOnceWhenTheServiceStops() throws InterruptedException {
    var instance =
        new SpringApplicationBuilder(QuerySideApplication.class)
            .initializers(new Stores())
            .run(
                "--spring.config.name=query-side",
                "--server.port=0",
                "--management.server.port=0",
                "--management.metrics.use-global-registry=false");
    int port = instance.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    try (var stream = EventStream.open(port, anna, "");
        var slow = new EventStream(port, Issuer.token(anna), "")) {
      // More than fits between a service and a client that does not read.
      for (int i = 0; i < 300; i++) {
        story.isSeen(aTaskOf(anna).describedAs("x".repeat(20_000)));
      }
      for (int i = 0; i < 300; i++) {
        stream.next();
      }
      long begun = System.nanoTime();

      instance.close();

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
      assertThat(slow.waiting()).isZero();
      assertThat(stream.endsWithin(Duration.ofSeconds(1))).isTrue();
    }
  }
}

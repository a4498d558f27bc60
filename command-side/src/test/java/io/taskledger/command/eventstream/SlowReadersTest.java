package io.taskledger.command.eventstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.CommandSide.Answer;
import io.taskledger.devservers.TestServers;
import io.taskledger.eventstream.EventStreamClient;
import io.taskledger.eventstream.PageTrailer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Readers that take their time, with one place for all of them. */
class SlowReadersTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String FEED = "/internal/events";

  @Test
  void aReaderThatStopsReadingKeepsItsPlaceForALimitedTimeAndNobodyElseWaits() throws IOException {
    try (var service = started("--server.tomcat.connection-timeout=3s");
        var socket = new Socket()) {
      String padding = "x".repeat(20_000);
      new StoredRows(service)
          .add(
              1_500,
              "TaskRestored",
              "1",
              "{\"userId\":\"$task\",\"taskId\":\"$task\",\"padding\":\"" + padding + "\"}");
      socket.setReceiveBufferSize(8_192);
      socket.connect(
          new java.net.InetSocketAddress(service.uri().getHost(), service.uri().getPort()));
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
                  .formatted(FEED, CommandSide.SERVICE_TOKEN)
                  .getBytes(StandardCharsets.US_ASCII));

      await().atMost(SOON).until(() -> feed(service).status() == 503);
      Answer refused = feed(service);
      assertThat(refused.code()).isEqualTo("feed-busy");
      assertThat(refused.header("Retry-After")).isEqualTo("5");
      assertThat(service.newcomer().task("No command waits")).startsWith("/api/tasks/");
      await().atMost(SOON).until(() -> feed(service).status() == 200);
      assertThat(service.newcomer().task("Nor later")).startsWith("/api/tasks/");
    }
  }

  @Test
  void aPageEndsWhenItsTimeIsOverAndTheNextGoesOnFromThere() {
    try (var service = started("--taskledger.event-stream.page-time=1ms")) {
      new StoredRows(service)
          .add(45_000, "TaskRestored", "1", "{\"userId\":\"$task\",\"taskId\":\"$task\"}");
      var feed = new EventStreamClient(service.uri(), CommandSide.SERVICE_TOKEN);
      List<Long> seen = new ArrayList<>();

      PageTrailer end = feed.page(0, EventStreamClient.LARGEST_PAGE, Set.of(), line -> {});
      long last = feed.read(0, line -> seen.add(line.position()));

      assertThat(end.until()).isPositive().isLessThan(end.head());
      assertThat(last).isEqualTo(end.head()).isEqualTo(service.head());
      assertThat(seen).isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
    }
  }

  private static CommandSide started(String setting) {
    return CommandSide.started(
        TestServers.freshDatabase(),
        CommandSide.REAL_TIME,
        "--taskledger.event-stream.at-once=1",
        setting);
  }

  private static Answer feed(CommandSide service) {
    return service.send("GET", FEED + "?limit=1", CommandSide.SERVICE_TOKEN, null);
  }
}

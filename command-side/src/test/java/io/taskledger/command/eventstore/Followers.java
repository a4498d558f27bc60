package io.taskledger.command.eventstore;

import io.taskledger.command.relay.OwnCommandSide;
import io.taskledger.command.testing.CommandSide;
import io.taskledger.eventstream.EventStreamClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Readers that follow the store by position, each in its own way, and never look back. */
final class Followers implements AutoCloseable {
  private static final long BETWEEN_LOOKS_NANOS = 10_000_000;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Future<List<Long>>> readers = new LinkedHashMap<>();
  private volatile boolean more = true;

  /** Begins to read with plain SQL, and in the three ways that the service offers. */
  Followers(DataSource dataSource, ConfigurableApplicationContext service) {
    follow("SQL", () -> bySql(new JdbcTemplate(dataSource)));
    follow("readEvents", () -> byEngine(service.getBean(EventStorageEngine.class)));
    follow("stream", () -> byStream(service.getBean(EmbeddedEventStore.class)));
    follow(
        "feed",
        () ->
            byFeed(
                new EventStreamClient(OwnCommandSide.address(service), CommandSide.SERVICE_TOKEN)));
  }

  /** The positions that each has seen, when it has found nothing more after all was written. */
  Map<String, List<Long>> end() throws Exception {
    more = false;
    Map<String, List<Long>> seen = new LinkedHashMap<>();
    for (var reader : readers.entrySet()) {
      seen.put(reader.getKey(), reader.getValue().get(30, TimeUnit.SECONDS));
    }
    return seen;
  }

  private void follow(String name, Callable<List<Long>> reader) {
    readers.put(name, threads.submit(reader));
  }

  private List<Long> bySql(JdbcTemplate jdbc) {
    return pages(
        after ->
            jdbc.queryForList(
                "select global_index from domain_event where global_index > ? order by 1",
                Long.class,
                after));
  }

  private List<Long> byEngine(EventStorageEngine engine) {
    return pages(
        after -> {
          try (var events = engine.readEvents(new GlobalSequenceTrackingToken(after), false)) {
            return events.map(event -> event.trackingToken().position().orElseThrow()).toList();
          }
        });
  }

  private List<Long> byFeed(EventStreamClient feed) {
    return pages(
        after -> {
          List<Long> page = new ArrayList<>();
          feed.read(after, line -> page.add(line.position()));
          return page;
        });
  }

  private interface Page {
    List<Long> after(long position);
  }

  private List<Long> pages(Page source) {
    List<Long> seen = new ArrayList<>();
    while (true) {
      boolean last = !more;
      List<Long> page = source.after(seen.isEmpty() ? 0 : seen.getLast());
      seen.addAll(page);
      if (last && page.isEmpty()) {
        return seen;
      }
      // Readers that look without pause would leave the writers no processor.
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
    }
  }

  private List<Long> byStream(EmbeddedEventStore store) throws InterruptedException {
    List<Long> seen = new ArrayList<>();
    try (var events = store.openStream(null)) {
      while (true) {
        boolean last = !more;
        // Longer than the stream takes to look for events of other processes.
        if (events.hasNextAvailable(1, TimeUnit.SECONDS)) {
          seen.add(events.nextAvailable().trackingToken().position().orElseThrow());
        } else if (last) {
          return seen;
        }
      }
    }
  }

  @Override
  public void close() {
    more = false;
    threads.close();
  }
}

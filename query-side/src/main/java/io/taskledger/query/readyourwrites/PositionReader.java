package io.taskledger.query.readyourwrites;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.taskledger.events.codec.EventHeader;
import io.taskledger.eventstream.EventStreamClient;
import io.taskledger.eventstream.RecordedEvent;
import io.taskledger.web.PositionToken.Range;
import io.taskledger.web.PositionToken.Versions;
import io.taskledger.web.PositionTokens;
import io.taskledger.web.security.ServiceTokens;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Finds out which versions of which tasks a request's position tokens stand for. */
@Component
final class PositionReader {
  private static final Logger log = LoggerFactory.getLogger(PositionReader.class);
  private static final Duration SILENCE = Duration.ofSeconds(2);
  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final int MOST_REMEMBERED = 100_000;

  private final PositionTokens tokens;
  private final EventStreamClient events;

  // A client may send the token of a large command with many reads.
  private final Cache<Range, Map<UUID, Long>> ranges =
      Caffeine.newBuilder()
          .expireAfterWrite(REMEMBERED)
          .maximumWeight(MOST_REMEMBERED)
          .<Range, Map<UUID, Long>>weigher((range, versions) -> 1 + versions.size())
          .build();

  PositionReader(ServiceTokens secrets, @Value("${taskledger.command-side.uri}") URI commandSide) {
    tokens = new PositionTokens(secrets.accepted());
    events = new EventStreamClient(commandSide, secrets.serviceToken(), SILENCE, Duration.ZERO);
  }

  /**
   * The versions by task; empty when command-side, which knows them, does not answer.
   *
   * @throws io.taskledger.web.problem.ProblemException as {@link PositionTokens#read}
   */
  Optional<Map<UUID, Long>> read(String header) {
    var wanted = new HashMap<UUID, Long>();
    try {
      for (var token : tokens.read(header)) {
        Map<UUID, Long> versions =
            switch (token) {
              case Versions named -> named.byAggregate();
              case Range range -> changedIn(range);
            };
        versions.forEach((task, version) -> wanted.merge(task, version, Math::max));
      }
      return Optional.of(wanted);
    } catch (UncheckedIOException away) {
      log.warn("The positions of a large command cannot be read: {}", away.getMessage());
      return Optional.empty();
    }
  }

  private Map<UUID, Long> changedIn(Range range) {
    Map<UUID, Long> known = ranges.getIfPresent(range);
    if (known != null) {
      return known;
    }
    var versions = new HashMap<UUID, Long>();
    String actor = range.actor().toString();
    // All types of events: only then is the number of events that of the positions.
    events.page(
        range.first() - 1,
        (int) Math.min(range.last() - range.first() + 1, EventStreamClient.LARGEST_PAGE),
        Set.of(),
        event -> {
          if (isTaskEventOf(actor, event)) {
            versions.merge(event.streamId(), event.version(), Math::max);
          }
        });
    ranges.put(range, versions);
    return versions;
  }

  private static boolean isTaskEventOf(String actor, RecordedEvent event) {
    return event.type().startsWith("Task")
        && event.metaData().contains(actor)
        && actor.equals(event.metaDataTexts().get(EventHeader.ACTOR));
  }
}

package io.taskledger.projection.dashboard;

import io.taskledger.events.task.TaskEvent;
import io.taskledger.messaging.inbox.processing.InboxBatch;
import io.taskledger.projection.batch.EventContext;
import io.taskledger.projection.dashboard.counting.Changes;
import io.taskledger.projection.dashboard.counting.DashboardIsBehindException;
import io.taskledger.projection.dashboard.redis.DashboardKeys;
import io.taskledger.projection.dashboard.redis.DashboardStore;
import java.time.Clock;
import java.util.List;
import java.util.SortedMap;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import redis.clients.jedis.UnifiedJedis;

/**
 * Brings a batch to Redis, before PostgreSQL commits it. A crash in between leaves Redis ahead;
 * then the events come again and are passed over, each by its version.
 */
@Component
class DashboardWriter {
  private final UnifiedJedis redis;
  private final DashboardLedger ledger;
  private final Clock clock;
  private final RepairRequests repairs;

  DashboardWriter(UnifiedJedis redis, DashboardLedger ledger, Clock clock, RepairRequests repairs) {
    this.redis = redis;
    this.ledger = ledger;
    this.clock = clock;
    this.repairs = repairs;
  }

  /**
   * Writes all that these events change.
   *
   * @throws DashboardIsBehindException when Redis lacks something; its rebuild is asked for
   * @throws ConcurrencyFailureException when somebody else wrote meanwhile; the batch can be tried
   *     again
   */
  void write(List<EventContext<TaskEvent>> events) {
    SortedMap<Integer, Long> counted = InboxBatch.current().numbers();
    DashboardLedger.Place place = ledger.place();
    var store = new DashboardStore(redis, new DashboardKeys(place.generation()));
    try {
      var before =
          store.read(events.stream().map(each -> each.event().streamId()).distinct().toList());
      SortedMap<Integer, Long> numbers = before.progress().numbersOf(counted, place.identity());
      Changes changes = Changes.of(before.contributions(), events);
      if (!numbers.equals(counted)) {
        ledger.renumber(numbers);
      }
      if (!store.write(changes, before.progress(), numbers, clock)) {
        throw new ConcurrencyFailureException("Redis was written to by somebody else meanwhile");
      }
    } catch (DashboardIsBehindException behind) {
      repairs.ask();
      throw behind;
    }
  }
}

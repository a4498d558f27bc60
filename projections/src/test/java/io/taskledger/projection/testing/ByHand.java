package io.taskledger.projection.testing;

import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import io.taskledger.messaging.inbox.processing.InboxTransaction;
import io.taskledger.messaging.inbox.store.ConsumerInbox;
import io.taskledger.projection.generation.Generations;
import io.taskledger.projection.generation.LiveGeneration;
import io.taskledger.projection.generation.Projection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.SubscribingEventProcessor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A projection that follows a source whose batches, and whose crashes, the test decides. */
public final class ByHand {
  /** The process ends after the view was written and before PostgreSQL committed. */
  public static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final InboxTransaction ordered;
  private final AtomicReference<Consumer<List<? extends EventMessage<?>>>> subscriber =
      new AtomicReference<>();

  public ByHand(Projection projection, Object handler, ProjectionsDatabase database) {
    String name = projection.name();
    var generations = new Generations(JdbcClient.create(database.dataSource()));
    ordered =
        new InboxTransaction(
            new ConsumerInbox(name, database.dataSource()),
            new TransactionTemplate(database.transactions()),
            new LiveGeneration(generations, name, projection.shape()));
    SubscribingEventProcessor.builder()
        .name(name)
        .eventHandlerInvoker(
            SimpleEventHandlerInvoker.builder()
                .eventHandlers(handler)
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .build())
        .messageSource(
            processor -> {
              subscriber.set(processor::accept);
              return () -> true;
            })
        .build()
        .start();
  }

  public void apply(List<ReceivedEvent> batch) {
    ordered.apply(partitions(batch), batch, subscriber.get());
  }

  public void applyAndCrash(List<ReceivedEvent> batch) {
    try {
      ordered.apply(
          partitions(batch),
          batch,
          ready -> {
            subscriber.get().accept(ready);
            throw new Crash();
          });
    } catch (Crash expected) {
      // Nothing was committed.
    }
  }

  private static TreeSet<Integer> partitions(List<ReceivedEvent> batch) {
    var partitions = new TreeSet<Integer>();
    batch.forEach(each -> partitions.add(Math.floorMod(each.streamId().hashCode(), 3)));
    return partitions;
  }
}

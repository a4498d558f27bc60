package io.taskledger.projection.testing;

import io.taskledger.events.codec.Topic;
import io.taskledger.messaging.inbox.InboxEventProcessor;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import io.taskledger.messaging.inbox.processing.InboxTransaction;
import io.taskledger.messaging.inbox.store.ConsumerInbox;
import io.taskledger.projection.generation.Generations;
import io.taskledger.projection.generation.LiveViewTarget;
import io.taskledger.projection.generation.Projection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A projection that follows a source whose batches, and whose crashes, the test decides. */
public final class ByHand {
  /** The process ends after the view was written and before PostgreSQL committed. */
  public static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final InboxTransaction transaction;
  private boolean crashes;
  private final AtomicReference<Consumer<List<? extends EventMessage<?>>>> subscriber =
      new AtomicReference<>();

  public ByHand(Projection projection, Object handler, ProjectionsDatabase database) {
    String name = projection.name();
    var generations = new Generations(JdbcClient.create(database.dataSource()));
    transaction =
        new InboxTransaction(
            new ConsumerInbox(name, database.dataSource()),
            new TransactionTemplate(database.transactions()),
            new LiveViewTarget(generations, name, projection.shape()),
            Set.of(),
            this::handle);
    new InboxEventProcessor(
            name,
            SimpleEventHandlerInvoker.builder()
                .eventHandlers(handler)
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .build(),
            processor -> {
              subscriber.set(processor);
              return () -> true;
            })
        .start();
  }

  public void apply(List<ReceivedEvent> batch) {
    transaction.process(batch.stream().map(each -> each.inPartitionOf(Topic.PARTITIONS)).toList());
  }

  public void applyAndCrash(List<ReceivedEvent> batch) {
    crashes = true;
    try {
      apply(batch);
    } catch (Crash expected) {
      // Nothing was committed.
    } finally {
      crashes = false;
    }
  }

  private void handle(List<? extends EventMessage<?>> ready) {
    subscriber.get().accept(ready);
    if (crashes) {
      throw new Crash();
    }
  }
}

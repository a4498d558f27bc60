package io.taskledger.command.task;

import io.taskledger.command.eventstore.SnapshotType;
import java.util.concurrent.Executors;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.modelling.command.Repository;
import org.axonframework.modelling.command.RepositoryProvider;
import org.axonframework.spring.eventsourcing.SpringAggregateSnapshotter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How tasks are read from the event store, with snapshots for long histories. */
@Configuration(proxyBeanMethods = false)
class TaskConfiguration {
  private static final int EVENTS_PER_SNAPSHOT = 100;

  /** Revision 2 holds the fold of the published language; older ones are not read any more. */
  @Bean
  static SnapshotType taskSnapshots() {
    return new SnapshotType("Task", "2", Task.class);
  }

  /** Reads events of tasks only: a user may have the same id as a task. */
  @Bean
  EventSourcingRepository<Task> taskRepository(
      EventStore events, SnapshotTriggerDefinition everyHundredEvents) {
    return EventSourcingRepository.builder(Task.class)
        .eventStore(events)
        .snapshotTriggerDefinition(everyHundredEvents)
        .filterByAggregateType()
        .build();
  }

  /** A command on a task with a long history reads a hundred events at most. */
  @Bean
  SnapshotTriggerDefinition everyHundredEvents(Snapshotter snapshotter) {
    return new EventCountSnapshotTriggerDefinition(snapshotter, EVENTS_PER_SNAPSHOT);
  }

  @Bean
  SpringAggregateSnapshotter snapshotter(
      EventStore events,
      ParameterResolverFactory parameters,
      ObjectProvider<org.axonframework.config.Configuration> axon) {
    return SpringAggregateSnapshotter.builder()
        .eventStore(events)
        // It inspects the aggregate's handlers, whose parameters are beans.
        .parameterResolverFactory(parameters)
        .repositoryProvider(
            new RepositoryProvider() {
              @Override
              public <T> Repository<T> repositoryFor(Class<T> aggregate) {
                return axon.getObject().repository(aggregate);
              }
            })
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }
}

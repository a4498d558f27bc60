package io.taskledger.command.task;

import io.taskledger.command.eventstore.SnapshotType;
import java.util.concurrent.Executors;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.spring.eventsourcing.SpringAggregateSnapshotter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;

/** Snapshots of tasks: a command on one with a long history reads a hundred events at most. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class TaskConfiguration {
  private static final int EVERY = 100;

  @Bean
  static SnapshotType taskSnapshots() {
    return new SnapshotType("Task", "1", Task.class);
  }

  @Bean
  SnapshotTriggerDefinition everyHundredEvents(Snapshotter snapshotter) {
    return new EventCountSnapshotTriggerDefinition(snapshotter, EVERY);
  }

  @Bean
  SpringAggregateSnapshotter snapshotter(EventStore events, ObjectProvider<Configuration> axon) {
    return SpringAggregateSnapshotter.builder()
        .eventStore(events)
        .repositoryProvider(
            new org.axonframework.modelling.command.RepositoryProvider() {
              @Override
              public <T> org.axonframework.modelling.command.Repository<T> repositoryFor(
                  Class<T> aggregate) {
                return axon.getObject().repository(aggregate);
              }
            })
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }
}

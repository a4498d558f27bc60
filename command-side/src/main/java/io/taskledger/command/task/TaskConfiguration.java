package io.taskledger.command.task;

import io.taskledger.command.eventstore.SnapshotType;
import io.taskledger.command.task.api.TaskCommand;
import java.util.concurrent.Executors;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.modelling.command.AnnotationCommandTargetResolver;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.Repository;
import org.axonframework.modelling.command.RepositoryProvider;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.spring.eventsourcing.SpringAggregateSnapshotter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How Axon finds tasks, and how it shortens the reading of long histories. */
@Configuration(proxyBeanMethods = false)
class TaskConfiguration {
  private static final int EVERY = 100;

  /** Axon's own looks for annotations at every command, a tenth of all work for a new task. */
  @Bean
  CommandTargetResolver taskOfCommand() {
    var byAnnotation = AnnotationCommandTargetResolver.builder().build();
    return command ->
        command.getPayload() instanceof TaskCommand task
            ? new VersionedAggregateIdentifier(task.taskId().toString(), null)
            : byAnnotation.resolveTarget(command);
  }

  @Bean
  static SnapshotType taskSnapshots() {
    return new SnapshotType("Task", "1", Task.class);
  }

  /** A command on a task with a long history reads a hundred events at most. */
  @Bean
  SnapshotTriggerDefinition everyHundredEvents(Snapshotter snapshotter) {
    return new EventCountSnapshotTriggerDefinition(snapshotter, EVERY);
  }

  @Bean
  SpringAggregateSnapshotter snapshotter(
      EventStore events,
      ParameterResolverFactory parameters,
      ObjectProvider<org.axonframework.config.Configuration> axon) {
    return SpringAggregateSnapshotter.builder()
        .eventStore(events)
        // It looks at the aggregate's handlers, whose parameters are beans.
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

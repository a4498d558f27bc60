package io.taskledger.command.relay;

import io.taskledger.command.eventstore.PostgresEventStorageEngine;
import io.taskledger.command.eventstore.SnapshotType;
import io.taskledger.events.codec.EventHeader;
import io.taskledger.events.task.Priority;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskCompleted;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskDeleted;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.task.TaskUpdated;
import io.taskledger.events.user.UserId;
import io.taskledger.messaging.codec.StableNameSerializer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;

/** Writers that append the lives of tasks, as another command-side process does. */
final class TaskLives implements AutoCloseable {
  private static final int LONG = 3_000;

  private final PostgresEventStorageEngine store;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong written = new AtomicLong();
  private final List<Future<?>> writers;
  private volatile boolean running = true;

  /** So many writers begin. */
  TaskLives(DataSource dataSource, int count) {
    store =
        new PostgresEventStorageEngine(
            dataSource, new StableNameSerializer(), new SnapshotType("none", "1", Void.class));
    writers =
        IntStream.range(0, count).<Future<?>>mapToObj(n -> threads.submit(this::live)).toList();
  }

  /** How many events were answered with success. */
  long written() {
    return written.get();
  }

  /** Returns when the last append was answered; throws when one of them failed. */
  void end() throws InterruptedException, ExecutionException {
    running = false;
    for (Future<?> writer : writers) {
      writer.get();
    }
  }

  private void live() {
    while (running) {
      List<DomainEventMessage<?>> life = life();
      append(life.subList(0, 1));
      append(life.subList(1, 4));
      append(life.subList(4, life.size()));
    }
  }

  private void append(List<DomainEventMessage<?>> events) {
    store.appendEvents(events);
    written.addAndGet(events.size());
  }

  private static List<DomainEventMessage<?>> life() {
    var task = new TaskId(UUID.randomUUID());
    var owner = new UserId(UUID.randomUUID());
    List<TaskEvent> events =
        List.of(
            new TaskCreated(
                owner,
                task,
                "Written",
                null,
                Priority.LOW,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                List.of(),
                null),
            edited(owner, task, "short"),
            // A broker that takes small messages only refuses this one, and not the next.
            edited(owner, task, incompressible()),
            edited(owner, task, "short again"),
            new TaskCompleted(owner, task, Instant.EPOCH, 1),
            new TaskDeleted(owner, task, "user-deletion"),
            new TaskRestored(owner, task));
    List<DomainEventMessage<?>> messages = new ArrayList<>();
    for (TaskEvent event : events) {
      messages.add(
          new GenericDomainEventMessage<>(
              "Task",
              task.value().toString(),
              messages.size(),
              event,
              MetaData.with(EventHeader.CORRELATION_ID, UUID.randomUUID().toString())));
    }
    return messages;
  }

  private static String incompressible() {
    byte[] bytes = new byte[LONG];
    ThreadLocalRandom.current().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static TaskUpdated edited(UserId owner, TaskId task, String description) {
    return new TaskUpdated(
        owner,
        task,
        TaskChanges.of(TaskField.DESCRIPTION, description),
        TaskChanges.of(TaskField.DESCRIPTION, null));
  }

  @Override
  public void close() {
    running = false;
    threads.close();
    store.close();
  }
}

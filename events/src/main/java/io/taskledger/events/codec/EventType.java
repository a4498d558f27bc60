package io.taskledger.events.codec;

import io.taskledger.events.DomainEvent;
import io.taskledger.events.notification.NotificationSent;
import io.taskledger.events.task.TaskCompleted;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskDeleted;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.task.TaskUpdated;
import io.taskledger.events.user.UserRegistered;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of events: for each record the name and revision under which it is stored for ever,
 * and the topic on which it is published. Names and revisions never change; the record behind a
 * name may.
 */
public enum EventType {
  TASK_CREATED("TaskCreated", "2", TaskCreated.class, Topic.TASK_CREATED, Set.of("series")),
  TASK_UPDATED("TaskUpdated", "1", TaskUpdated.class, Topic.TASK_UPDATED),
  TASK_COMPLETED("TaskCompleted", "1", TaskCompleted.class, Topic.TASK_COMPLETED),
  TASK_DELETED("TaskDeleted", "1", TaskDeleted.class, Topic.TASK_DELETED),
  TASK_RESTORED("TaskRestored", "1", TaskRestored.class, Topic.TASK_RESTORED),
  USER_REGISTERED(
      "UserRegistered", "1", UserRegistered.class, Topic.USER_REGISTERED, Set.of("name")),
  NOTIFICATION_SENT("NotificationSent", "1", NotificationSent.class, Topic.NOTIFICATION_SENT);

  private static final Map<String, EventType> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(EventType::stableName, Function.identity()));
  private static final Map<Class<?>, EventType> BY_CLASS =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(EventType::recordClass, Function.identity()));

  private final String stableName;
  private final String revision;
  private final Class<? extends DomainEvent> recordClass;
  private final @Nullable Topic topic;
  private final Set<String> headerFields;

  EventType(
      String stableName,
      String revision,
      Class<? extends DomainEvent> recordClass,
      @Nullable Topic topic) {
    this(stableName, revision, recordClass, topic, Set.of());
  }

  EventType(
      String stableName,
      String revision,
      Class<? extends DomainEvent> recordClass,
      @Nullable Topic topic,
      Set<String> headerFields) {
    this.stableName = stableName;
    this.revision = revision;
    this.recordClass = recordClass;
    this.topic = topic;
    this.headerFields = headerFields;
  }

  /** The type stored under this name; empty for a name that this version does not know. */
  public static Optional<EventType> named(String stableName) {
    return Optional.ofNullable(BY_NAME.get(stableName));
  }

  /** The type of an event. */
  public static EventType of(DomainEvent event) {
    return of(event.getClass());
  }

  /** The type of a record class; throws {@link IllegalArgumentException} if it is not an event. */
  public static EventType of(Class<?> recordClass) {
    EventType type = BY_CLASS.get(recordClass);
    if (type == null) {
      throw new IllegalArgumentException(recordClass + " is not in the catalogue of events");
    }
    return type;
  }

  /** The name under which the event is stored. */
  public String stableName() {
    return stableName;
  }

  /** The revision of its JSON that is written today. */
  public String revision() {
    return revision;
  }

  /** The record that carries it in Java. */
  public Class<? extends DomainEvent> recordClass() {
    return recordClass;
  }

  /** Where it is published; empty for what stays inside a service. */
  public Optional<Topic> topic() {
    return Optional.ofNullable(topic);
  }

  /** Fields that travel as record headers on Kafka, because the message's own fields are fixed. */
  public Set<String> headerFields() {
    return headerFields;
  }
}

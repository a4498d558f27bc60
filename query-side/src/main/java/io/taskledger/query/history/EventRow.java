package io.taskledger.query.history;

import io.taskledger.events.codec.EventJson;
import io.taskledger.events.codec.EventType;
import io.taskledger.events.task.TaskEvent;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of the audit_event table, which only projections writes. */
@Entity
@Immutable
@Table(name = "audit_event")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class EventRow {
  @Id private UUID eventId;
  private String eventType;
  private String revision;
  private UUID streamId;
  private long version;
  private Instant at;
  private @Nullable UUID actor;
  private @Nullable String actorKind;
  private @Nullable UUID undoes;

  @JdbcTypeCode(SqlTypes.JSON)
  private String payload;

  protected EventRow() {}

  /** The event itself; empty for one that did not happen to a task. */
  Optional<TaskEvent> taskEvent() {
    return EventType.named(eventType)
        .filter(type -> TaskEvent.class.isAssignableFrom(type.recordClass()))
        .map(type -> (TaskEvent) EventJson.read(type, revision, payload));
  }

  UUID eventId() {
    return eventId;
  }

  String eventType() {
    return eventType;
  }

  long version() {
    return version;
  }

  Instant at() {
    return at;
  }

  @Nullable UUID actor() {
    return actor;
  }

  @Nullable String actorKind() {
    return actorKind;
  }

  @Nullable UUID undoes() {
    return undoes;
  }
}
